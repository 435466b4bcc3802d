package io.murmuration.cli.bench;

import java.util.Arrays;
import java.util.Random;
import java.util.function.ToDoubleFunction;

/** A figure with its 95 % confidence interval. */
public record Interval(double value, double low, double high) {
  private static final int RESAMPLES = 200;
  private static final long SEED = 17;

  /**
   * The percentile bootstrap (Efron 1979), seeded.
   *
   * @param metric of rows by their indices, each from 0 to rows - 1
   */
  public static Interval bootstrap(int rows, ToDoubleFunction<int[]> metric) {
    int[] all = new int[rows];
    Arrays.setAll(all, i -> i);
    Random random = new Random(SEED);
    double[] found = new double[RESAMPLES];
    for (int i = 0; i < RESAMPLES; i++) {
      found[i] = metric.applyAsDouble(random.ints(rows, 0, rows).toArray());
    }
    Arrays.sort(found);
    return new Interval(
        metric.applyAsDouble(all),
        found[(int) (RESAMPLES * 0.025)],
        found[(int) (RESAMPLES * 0.975)]);
  }
}
