package io.murmuration.jobs.enrich;

import io.murmuration.model.embed.PostEncoding;
import io.murmuration.model.inference.InferenceOutcome;
import io.murmuration.model.inference.ModelIdentity;

/**
 * A post with what became of it at the encoder: an encoding, or why there is none.
 *
 * @param encoding null where the encoder refused the post; then errorKind and errorMessage are set
 * @param approximate whether the encoder makes no claim on the bytes of its encodings where it
 *     computed
 */
public record EncodedPost(
    Post post,
    String modelName,
    String modelVersion,
    String modelSha256,
    int attempts,
    PostEncoding encoding,
    String errorKind,
    String errorMessage,
    boolean approximate) {

  static EncodedPost of(Post post, InferenceOutcome<PostEncoding> outcome, boolean approximate) {
    ModelIdentity model = outcome.model();
    PostEncoding encoding = null;
    String errorKind = null;
    String errorMessage = null;
    if (outcome instanceof InferenceOutcome.Done<PostEncoding> done) {
      encoding = done.output();
    } else if (outcome instanceof InferenceOutcome.Refused<PostEncoding> refused) {
      errorKind = refused.errorKind();
      errorMessage = refused.message();
    }
    return new EncodedPost(
        post,
        model.name(),
        model.version(),
        model.sha256(),
        outcome.attempts(),
        encoding,
        errorKind,
        errorMessage,
        approximate);
  }

  EncodedPost with(PostEncoding other) {
    return new EncodedPost(
        post,
        modelName,
        modelVersion,
        modelSha256,
        attempts,
        other,
        errorKind,
        errorMessage,
        approximate);
  }
}
