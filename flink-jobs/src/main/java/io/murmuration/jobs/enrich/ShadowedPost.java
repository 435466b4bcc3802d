package io.murmuration.jobs.enrich;

import io.murmuration.model.embed.PostEncoding;
import io.murmuration.model.flink.VersionedInferenceFunction.Asked;
import io.murmuration.model.inference.InferenceOutcome;

/**
 * A post that two encoders have read.
 *
 * @param shadow what the one that is not served says
 * @param nanos that the shadow took
 */
public record ShadowedPost(ServedPost served, EncodedPost shadow, long nanos) {
  static ShadowedPost of(ServedPost served, InferenceOutcome<PostEncoding> outcome, Asked asked) {
    return new ShadowedPost(
        served,
        EncodedPost.of(served.encoded().post(), outcome, asked.approximate()),
        asked.nanos());
  }
}
