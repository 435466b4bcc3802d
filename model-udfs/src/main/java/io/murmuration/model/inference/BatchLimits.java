package io.murmuration.model.inference;

import java.io.Serializable;
import java.time.Duration;

/**
 * How large a batch and how long a queue may grow, how often a request is tried, and how long a
 * call may take.
 *
 * @param maxPaddedTokens budget of a batch: its rows times their padded length; a longer input is
 *     rejected
 * @param queueCapacity requests that wait in a lane; the next caller blocks
 * @param maxAttempts calls of the model for one request that fails alone or retryably
 * @param backoff before the second attempt; doubles with each further one
 * @param hangAfter a call that takes longer is given up, and its model with it
 */
public record BatchLimits(
    int maxItems,
    int maxPaddedTokens,
    int queueCapacity,
    int maxAttempts,
    Duration backoff,
    Duration hangAfter)
    implements Serializable {
  private static final Duration HANG_AFTER = Duration.ofMinutes(1);
  private static final int LOAD_CALLS = 10;

  public BatchLimits {
    requirePositive("maxItems", maxItems);
    requirePositive("maxPaddedTokens", maxPaddedTokens);
    requirePositive("queueCapacity", queueCapacity);
    requirePositive("maxAttempts", maxAttempts);
    if (backoff.isNegative()) {
      throw new IllegalArgumentException("backoff must not be negative: " + backoff);
    }
    if (hangAfter.isNegative() || hangAfter.isZero()) {
      throw new IllegalArgumentException("hangAfter must be longer than nothing: " + hangAfter);
    }
  }

  /** With a minute for a call. */
  public BatchLimits(
      int maxItems, int maxPaddedTokens, int queueCapacity, int maxAttempts, Duration backoff) {
    this(maxItems, maxPaddedTokens, queueCapacity, maxAttempts, backoff, HANG_AFTER);
  }

  /** Large enough to keep two cores busy, small enough that a lone post never waits long behind. */
  public static BatchLimits defaults() {
    return new BatchLimits(64, 2_048, 1_024, 3, Duration.ofMillis(100));
  }

  public BatchLimits withHangAfter(Duration limit) {
    return new BatchLimits(maxItems, maxPaddedTokens, queueCapacity, maxAttempts, backoff, limit);
  }

  /** A model that takes longer to be loaded again hangs too. */
  Duration loadWithin() {
    return hangAfter.multipliedBy(LOAD_CALLS);
  }

  /** How many rows of this padded length a batch holds, at least 1. */
  int rows(int paddedTokens) {
    return Math.max(1, Math.min(maxItems, maxPaddedTokens / paddedTokens));
  }

  private static void requirePositive(String name, int value) {
    if (value < 1) {
      throw new IllegalArgumentException(name + " must be at least 1: " + value);
    }
  }
}
