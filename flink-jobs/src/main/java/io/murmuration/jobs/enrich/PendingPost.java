package io.murmuration.jobs.enrich;

import io.murmuration.model.duplicate.BucketKind;
import io.murmuration.model.duplicate.ClusterChoice;

/**
 * A post and what its buckets have answered so far, whichever came first.
 *
 * @param key the post's {@link FingerprintedPost#position()}
 * @param post null until it has come
 */
public record PendingPost(String key, FingerprintedPost post, ClusterChoice choice) {

  static PendingPost of(String key) {
    return new PendingPost(key, null, ClusterChoice.open());
  }

  PendingPost with(FingerprintedPost come) {
    return new PendingPost(key, come, choice);
  }

  PendingPost with(Answer answer) {
    return new PendingPost(key, post, choice.with(BucketKind.of(answer.bucket()), answer.leader()));
  }

  boolean isComplete() {
    return post != null && choice.answers() == post.probes();
  }
}
