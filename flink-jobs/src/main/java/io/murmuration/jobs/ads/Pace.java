package io.murmuration.jobs.ads;

import java.io.Serializable;
import java.time.Duration;

/**
 * How long a step takes at present, to be on the safe side: the mean and twice the mean deviation
 * of what was seen, as TCP times its retransmissions (RFC 6298). Thread-safe.
 */
final class Pace implements Serializable {
  private static final long serialVersionUID = 1;
  private static final double MEAN_GAIN = 1.0 / 8;
  private static final double DEVIATION_GAIN = 1.0 / 4;
  private static final double EASE = 1.0 / 8;

  private final double usualMillis;
  private double meanMillis;
  private double deviationMillis;

  /**
   * @param usual what it takes with nothing else running
   */
  Pace(Duration usual) {
    usualMillis = usual.toMillis();
    meanMillis = usualMillis;
  }

  /**
   * @param millis that it took, or after which it was given up
   */
  synchronized void took(long millis) {
    double error = millis - meanMillis;
    meanMillis += MEAN_GAIN * error;
    deviationMillis += DEVIATION_GAIN * (Math.abs(error) - deviationMillis);
  }

  /** It was not tried for want of time: by and by it is believed to be fast again, and is tried. */
  synchronized void ease() {
    meanMillis += EASE * (usualMillis - meanMillis);
    deviationMillis -= EASE * deviationMillis;
  }

  synchronized long millis() {
    return Math.round(meanMillis + 2 * deviationMillis);
  }
}
