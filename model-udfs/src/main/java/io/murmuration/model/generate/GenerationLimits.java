package io.murmuration.model.generate;

import java.io.Serializable;
import java.time.Duration;

/**
 * How many sequences run and wait, how often a step is tried, and how long one may take.
 *
 * @param slots sequences that run at once
 * @param shortestCache positions of the smallest cache; each further one is twice as long, up to
 *     the model's positions. A sequence's cache depends on its own length alone; sequences in
 *     caches of different length share no calls
 * @param prefillTokens prompt tokens that join the running batch between two of its steps, at least
 *     one sequence's
 * @param queueCapacity requests that wait; the next caller blocks
 * @param prefixCacheBytes for shared prefixes
 * @param maxAttempts calls of the network for a step that fails alone or retryably
 * @param backoff before the second attempt; doubles with each further one
 * @param hangAfter a step that takes longer, up to twice as long, has hung: the batch is given up
 */
public record GenerationLimits(
    int slots,
    int shortestCache,
    int prefillTokens,
    int queueCapacity,
    long prefixCacheBytes,
    int maxAttempts,
    Duration backoff,
    Duration hangAfter)
    implements Serializable {
  private static final Duration HANG_AFTER = Duration.ofMinutes(1);

  public GenerationLimits {
    requirePositive("slots", slots);
    requirePositive("shortestCache", shortestCache);
    requirePositive("prefillTokens", prefillTokens);
    requirePositive("queueCapacity", queueCapacity);
    requirePositive("maxAttempts", maxAttempts);
    if (prefixCacheBytes < 0) {
      throw new IllegalArgumentException(
          "prefixCacheBytes must be at least 0: " + prefixCacheBytes);
    }
    if (backoff.isNegative()) {
      throw new IllegalArgumentException("backoff must not be negative: " + backoff);
    }
    if (hangAfter.isNegative() || hangAfter.isZero()) {
      throw new IllegalArgumentException("hangAfter must be longer than nothing: " + hangAfter);
    }
  }

  /** With a minute for a step. */
  public GenerationLimits(
      int slots,
      int shortestCache,
      int prefillTokens,
      int queueCapacity,
      long prefixCacheBytes,
      int maxAttempts,
      Duration backoff) {
    this(
        slots,
        shortestCache,
        prefillTokens,
        queueCapacity,
        prefixCacheBytes,
        maxAttempts,
        backoff,
        HANG_AFTER);
  }

  public static GenerationLimits defaults() {
    return new GenerationLimits(16, 192, 256, 1_024, 64L << 20, 3, Duration.ofMillis(100));
  }

  public GenerationLimits withHangAfter(Duration limit) {
    return new GenerationLimits(
        slots,
        shortestCache,
        prefillTokens,
        queueCapacity,
        prefixCacheBytes,
        maxAttempts,
        backoff,
        limit);
  }

  /** The positions of the cache of a sequence that may grow to this many tokens. */
  int cacheLength(int tokens, int maxPositions) {
    long length = shortestCache;
    while (length < tokens) {
      length *= 2;
    }
    return (int) Math.min(length, maxPositions);
  }

  private static void requirePositive(String name, int value) {
    if (value < 1) {
      throw new IllegalArgumentException(name + " must be at least 1: " + value);
    }
  }
}
