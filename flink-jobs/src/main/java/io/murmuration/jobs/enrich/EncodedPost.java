package io.murmuration.jobs.enrich;

import io.murmuration.model.embed.PostEncoding;
import io.murmuration.model.inference.InferenceOutcome;
import io.murmuration.model.inference.ModelIdentity;

/**
 * A post with what became of it at the encoder: an encoding, or why there is none.
 *
 * @param vector null where the encoder refused the post; then errorKind and errorMessage are set
 */
public record EncodedPost(
    Post post,
    String modelName,
    String modelVersion,
    String modelSha256,
    int attempts,
    String language,
    float[] vector,
    String errorKind,
    String errorMessage) {

  static EncodedPost of(Post post, InferenceOutcome<PostEncoding> outcome) {
    ModelIdentity model = outcome.model();
    if (outcome instanceof InferenceOutcome.Done<PostEncoding> done) {
      return new EncodedPost(
          post,
          model.name(),
          model.version(),
          model.sha256(),
          done.attempts(),
          done.output().language(),
          done.output().vector(),
          null,
          null);
    }
    var rejected = (InferenceOutcome.Rejected<PostEncoding>) outcome;
    return new EncodedPost(
        post,
        model.name(),
        model.version(),
        model.sha256(),
        rejected.attempts(),
        null,
        null,
        rejected.errorKind(),
        rejected.message());
  }
}
