package io.murmuration.model.rank;

/** What is left of a weight after some time. */
final class Decay {
  static final double HOUR = 3_600_000;
  static final double DAY = 24 * HOUR;

  /** Of a person's tastes. */
  static final double TASTE = 7 * DAY;

  /** Of the languages that a person reads. */
  static final double LANGUAGE = 30 * DAY;

  /** Of what a post or an author meets with. */
  static final double REPUTATION = 3 * DAY;

  /** Of what is seen just now. */
  static final double NOW = 3 * HOUR;

  private Decay() {}

  /** Nothing grows: before its time a weight is whole. */
  static double over(long millis, double halfLifeMillis) {
    return millis <= 0 ? 1 : StrictMath.pow(0.5, millis / halfLifeMillis);
  }
}
