package io.murmuration.model.duplicate;

/**
 * What a post's buckets have answered so far. The cluster is that of the earliest leader that was
 * known when the first exact copy came, so that exact copies stay together; else the post's own.
 *
 * @param answers how many
 * @param firstCopy the stamp of the first exact copy, or {@link Long#MAX_VALUE}
 * @param leaderStamp that of the earliest leader, or {@link Long#MAX_VALUE}
 * @param leader the cluster of the earliest leader
 */
public record ClusterChoice(int answers, long firstCopy, long leaderStamp, long leader) {

  public static ClusterChoice open() {
    return new ClusterChoice(0, Long.MAX_VALUE, Long.MAX_VALUE, 0);
  }

  /** With the answer of one more bucket, in any order. */
  public ClusterChoice with(BucketKind kind, Sighting found) {
    if (found == null) {
      return new ClusterChoice(answers + 1, firstCopy, leaderStamp, leader);
    }
    if (kind == BucketKind.EXACT) {
      return new ClusterChoice(answers + 1, found.stamp(), leaderStamp, leader);
    }
    boolean earlier =
        found.stamp() < leaderStamp || found.stamp() == leaderStamp && found.cluster() < leader;
    return earlier
        ? new ClusterChoice(answers + 1, firstCopy, found.stamp(), found.cluster())
        : new ClusterChoice(answers + 1, firstCopy, leaderStamp, leader);
  }

  public long cluster(long stamp, long own, BucketRules rules) {
    long first = Math.min(stamp, firstCopy);
    return leaderStamp != Long.MAX_VALUE && rules.isSettled(leaderStamp, first) ? leader : own;
  }
}
