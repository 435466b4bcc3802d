package io.murmuration.cli.bench.plot;

import java.util.Arrays;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/**
 * From values to pixels along an axis that begins at 0 or below and ends at a round number.
 *
 * @param step between two ticks: 1, 2 or 5 times a power of ten
 */
record Scale(double low, double high, double step, double pixels) {
  private static final int TICKS = 5;
  private static final double[] STEPS = {1, 2, 5, 10};

  /** Covers all of the values; those that are not finite are left out. */
  static Scale covering(double[] values, double pixels) {
    double[] finite = Arrays.stream(values).filter(Double::isFinite).toArray();
    double least = Math.min(0, DoubleStream.of(finite).min().orElse(0));
    double most = Math.max(0, DoubleStream.of(finite).max().orElse(0));
    double span = most == least ? 1 : most - least;
    double rough = span / TICKS;
    double power = Math.pow(10, Math.floor(Math.log10(rough)));
    double step =
        DoubleStream.of(STEPS)
            .map(s -> s * power)
            .filter(s -> s >= rough * (1 - 1e-9))
            .findFirst()
            .orElse(10 * power);
    double low = Math.floor(least / step) * step;
    return new Scale(low, Math.ceil((low + span) / step) * step, step, pixels);
  }

  /** Pixels from the axis's beginning. */
  double at(double value) {
    return (value - low) / (high - low) * pixels;
  }

  double[] ticks() {
    int count = (int) Math.round((high - low) / step);
    return IntStream.rangeClosed(0, count).mapToDouble(i -> low + i * step).toArray();
  }
}
