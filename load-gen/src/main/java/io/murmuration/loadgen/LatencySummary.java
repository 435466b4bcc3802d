package io.murmuration.loadgen;

import org.HdrHistogram.Histogram;

/** Percentiles; NaN where nothing was measured. */
public record LatencySummary(long count, double p50Millis, double p99Millis, double maxMillis) {
  /**
   * @param micros values in microseconds
   */
  static LatencySummary of(Histogram micros) {
    if (micros.getTotalCount() == 0) {
      return new LatencySummary(0, Double.NaN, Double.NaN, Double.NaN);
    }
    return new LatencySummary(
        micros.getTotalCount(),
        micros.getValueAtPercentile(50) / 1e3,
        micros.getValueAtPercentile(99) / 1e3,
        micros.getMaxValue() / 1e3);
  }
}
