package io.murmuration.jobs.enrich;

import io.murmuration.model.embed.PostEncoding;
import io.murmuration.model.flink.VersionedInferenceFunction.Asked;
import io.murmuration.model.inference.InferenceOutcome;
import io.murmuration.model.lifecycle.ModelStamp;

/**
 * A post after its encoder.
 *
 * @param nanos that it took, for the judgement of trials alone
 */
public record ServedPost(EncodedPost encoded, ModelStamp stamp, long nanos) {
  static ServedPost of(StampedPost post, InferenceOutcome<PostEncoding> outcome, Asked asked) {
    return new ServedPost(
        EncodedPost.of(post.post(), outcome, asked.approximate()), post.stamp(), asked.nanos());
  }
}
