package io.murmuration.jobs.enrich;

import io.murmuration.model.embed.PostEncoding;
import io.murmuration.model.inference.InferenceOutcome;
import io.murmuration.model.inference.ModelIdentity;
import io.murmuration.model.inference.OutputOrigin;

/**
 * A post with what became of it at the encoder: an encoding, or why there is none.
 *
 * @param origin of the encoding; null where there is none, or where an earlier build kept the post
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
    OutputOrigin origin,
    PostEncoding encoding,
    String errorKind,
    String errorMessage,
    boolean approximate) {

  static EncodedPost of(Post post, InferenceOutcome<PostEncoding> outcome, boolean approximate) {
    ModelIdentity model = outcome.model();
    OutputOrigin origin = null;
    PostEncoding encoding = null;
    String errorKind = null;
    String errorMessage = null;
    if (outcome instanceof InferenceOutcome.Done<PostEncoding> done) {
      origin = done.origin();
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
        origin,
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
        origin,
        other,
        errorKind,
        errorMessage,
        approximate);
  }
}
