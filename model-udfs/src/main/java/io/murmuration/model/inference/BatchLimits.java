package io.murmuration.model.inference;

import java.io.Serializable;
import java.time.Duration;

/**
 * How large a batch and how long a queue may grow, and how often a request is tried.
 *
 * @param maxPaddedTokens budget of a batch: its rows times their padded length
 * @param queueCapacity requests that wait; the next caller blocks
 * @param maxAttempts calls of the model for one request that fails alone or retryably
 * @param backoff before the second attempt; doubles with each further one
 */
public record BatchLimits(
    int maxItems, int maxPaddedTokens, int queueCapacity, int maxAttempts, Duration backoff)
    implements Serializable {
  public BatchLimits {
    requirePositive("maxItems", maxItems);
    requirePositive("maxPaddedTokens", maxPaddedTokens);
    requirePositive("queueCapacity", queueCapacity);
    requirePositive("maxAttempts", maxAttempts);
    if (backoff.isNegative()) {
      throw new IllegalArgumentException("backoff must not be negative: " + backoff);
    }
  }

  /** Large enough to keep two cores busy, small enough that a lone post never waits long behind. */
  public static BatchLimits defaults() {
    return new BatchLimits(64, 2_048, 1_024, 3, Duration.ofMillis(100));
  }

  private static void requirePositive(String name, int value) {
    if (value < 1) {
      throw new IllegalArgumentException(name + " must be at least 1: " + value);
    }
  }
}
