package io.murmuration.cli.diff;

/** Values from 0 to 1 in bins of equal width; what lies outside goes to the outer ones. */
public final class Distribution {
  private static final int BINS = 50;

  private final long[] bins = new long[BINS];
  private long count;
  private double sum;
  private double min = Double.POSITIVE_INFINITY;

  void add(double value) {
    int bin = (int) Math.floor(value * BINS);
    bins[Math.max(0, Math.min(BINS - 1, bin))]++;
    count++;
    sum += value;
    min = Math.min(min, value);
  }

  public long count() {
    return count;
  }

  public double mean() {
    return count == 0 ? Double.NaN : sum / count;
  }

  public double min() {
    return count == 0 ? Double.NaN : min;
  }

  /** Lowest first. */
  public long[] bins() {
    return bins.clone();
  }
}
