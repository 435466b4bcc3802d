package io.murmuration.jobs.ads;

/** How much of its daily budget a campaign may have spent at a moment of the day. */
final class Spending {
  static final long DAY_MILLIS = 86_400_000;

  private Spending() {}

  /** Days since 1970, UTC. */
  static long day(long stampMillis) {
    return Math.floorDiv(stampMillis, DAY_MILLIS);
  }

  /**
   * Evenly over the day, with a head start; no more than the whole.
   *
   * @param budgetMicros of the whole day
   */
  static long allowed(long budgetMicros, long stampMillis, long headStartMillis) {
    long passed = Math.floorMod(stampMillis, DAY_MILLIS) + headStartMillis;
    return (long) (budgetMicros * Math.min(1.0, (double) passed / DAY_MILLIS));
  }
}
