package io.murmuration.loadgen;

/**
 * What people made of what they were shown: how good timelines are, as it can be counted where
 * people really are.
 *
 * @param views of a post by a person
 * @param pleased with a like, repost, reply or click
 * @param complaints with a mute, block or report
 */
public record Reactions(long views, long pleased, long complaints) {
  public static final Reactions NONE = new Reactions(0, 0, 0);

  /** From 0 to 1; NaN before the first view. */
  public double pleasedShare() {
    return (double) pleased / views;
  }

  /** Likewise. */
  public double complaintShare() {
    return (double) complaints / views;
  }
}
