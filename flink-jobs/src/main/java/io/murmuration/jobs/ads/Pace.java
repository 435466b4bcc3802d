package io.murmuration.jobs.ads;

import java.io.Serializable;
import java.time.Duration;

/**
 * How long a step takes at present, to be on the safe side. The greater of two: the mean and twice
 * the mean deviation of what was seen, as TCP times its retransmissions (RFC 6298); and what those
 * that are under way leave of the machine to one more, by what each of so many has taken (Little's
 * law). The second knows of a crowd before the first has seen it end. Thread-safe.
 */
final class Pace implements Serializable {
  private static final long serialVersionUID = 2;
  private static final double MEAN_GAIN = 1.0 / 8;
  private static final double DEVIATION_GAIN = 1.0 / 4;
  private static final double EASE = 1.0 / 8;

  /** As many at a time take no longer than one alone, until something else is seen. */
  private static final double USUAL_COMPANY = 4;

  /** One that was given up would have taken longer still. */
  private static final double GIVEN_UP = 1.5;

  private final double usualMillis;
  private double meanMillis;
  private double deviationMillis;
  private double shareMillis;
  private int running;

  /**
   * @param usual what it takes with nothing else running
   */
  Pace(Duration usual) {
    usualMillis = usual.toMillis();
    meanMillis = usualMillis;
    shareMillis = usualMillis / USUAL_COMPANY;
  }

  /**
   * One more is under way.
   *
   * @return how many are, for {@link #took}
   */
  synchronized int begun() {
    return ++running;
  }

  /**
   * One ended.
   *
   * @param company what {@link #begun} said of it
   * @param millis that it took, or after which it was given up
   */
  synchronized void took(int company, long millis, boolean done) {
    double error = millis - meanMillis;
    meanMillis += MEAN_GAIN * error;
    deviationMillis += DEVIATION_GAIN * (Math.abs(error) - deviationMillis);
    double meanCompany = (company + running) / 2.0;
    if (meanCompany > 1) {
      double share = millis * (done ? 1 : GIVEN_UP) / meanCompany;
      shareMillis += MEAN_GAIN * (share - shareMillis);
    }
    running--;
  }

  /**
   * It was not tried for want of time. Where none is under way that would tell, it is believed by
   * and by to be fast again, and is tried.
   */
  synchronized void ease() {
    if (running == 0) {
      meanMillis += EASE * (usualMillis - meanMillis);
      deviationMillis -= EASE * deviationMillis;
      shareMillis += EASE * (usualMillis / USUAL_COMPANY - shareMillis);
    }
  }

  /** Of one that would begin now. */
  synchronized long millis() {
    return Math.round(Math.max(meanMillis, (running + 1) * shareMillis) + 2 * deviationMillis);
  }
}
