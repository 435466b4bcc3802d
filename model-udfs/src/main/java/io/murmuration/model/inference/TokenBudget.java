package io.murmuration.model.inference;

import java.time.Duration;

/**
 * How many padded tokens a batch may hold: after the device ran out of memory half of what failed,
 * for a while, then all again. Not thread-safe.
 */
final class TokenBudget {
  static final Duration LOWERED_FOR = Duration.ofMinutes(1);

  private final BatchLimits limits;
  private int paddedTokens;
  private long fullAtNanos;

  TokenBudget(BatchLimits limits) {
    this.limits = limits;
    this.paddedTokens = limits.maxPaddedTokens();
  }

  void lower(int failedPaddedTokens, long nowNanos) {
    paddedTokens = Math.max(1, Math.min(paddedTokens, failedPaddedTokens) / 2);
    fullAtNanos = nowNanos + LOWERED_FOR.toNanos();
  }

  /** Rows of a batch of this padded length, at least 1. */
  int rows(int length, long nowNanos) {
    if (paddedTokens < limits.maxPaddedTokens() && nowNanos >= fullAtNanos) {
      paddedTokens = limits.maxPaddedTokens();
    }
    return Math.max(1, Math.min(limits.maxItems(), paddedTokens / length));
  }
}
