package io.murmuration.feed.search;

import java.nio.file.Path;
import java.time.Duration;

/**
 * @param folder where the indexes lie; what is there at the start is removed
 * @param models the folder of the models, {@code NAME/VERSION/}, for those that no audit names
 * @param keep how long a post is found
 * @param maxPosts the oldest go first
 * @param refresh the longest that a post waits until searches see it
 */
public record SearchConfig(
    Path folder, Path models, Duration keep, int maxPosts, Duration refresh) {
  public SearchConfig {
    if (keep.compareTo(Duration.ofMinutes(1)) < 0) {
      throw new IllegalArgumentException("keep must be at least a minute: " + keep);
    }
    if (maxPosts < 1) {
      throw new IllegalArgumentException("maxPosts must be at least 1: " + maxPosts);
    }
    if (refresh.toMillis() < 10 || refresh.toMillis() > 1_000) {
      throw new IllegalArgumentException("refresh must be 10 ms to 1 s: " + refresh);
    }
  }
}
