package io.murmuration.model.inference;

/**
 * A mean that is exponentially weighted over about the last twenty values. One thread at a time
 * adds; any thread reads.
 */
public final class RecentMean {
  private static final double WEIGHT = 0.1;

  private volatile double mean = Double.NaN;

  public void add(double value) {
    double before = mean;
    mean = Double.isNaN(before) ? value : before + WEIGHT * (value - before);
  }

  /** 0 before the first value. */
  public double orZero() {
    double now = mean;
    return Double.isNaN(now) ? 0 : now;
  }
}
