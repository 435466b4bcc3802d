package io.murmuration.cli.bench;

import java.util.Arrays;
import java.util.Random;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

/** A figure with its 95 % confidence interval. */
public record Interval(double value, double low, double high) {
  private static final int RESAMPLES = 200;
  private static final long SEED = 17;

  /** Drawn one after another, whatever the number of cores, and kept in memory together. */
  private static final int AT_ONCE = 16;

  /** Standard errors on either side of a normal variable's mean that hold 95 % of it. */
  private static final double NORMAL = 1.96;

  /**
   * The bootstrap's interval or, where nobody asks how sure the figure is, the figure at both ends.
   *
   * @param metric as the bootstrap's
   */
  public static Interval of(boolean asked, int rows, ToDoubleFunction<int[]> metric) {
    if (asked) {
      return bootstrap(rows, metric);
    }
    double value = metric.applyAsDouble(IntStream.range(0, rows).toArray());
    return new Interval(value, value, value);
  }

  /**
   * The percentile bootstrap (Efron 1979), seeded; on all cores.
   *
   * @param metric of rows by their indices, each from 0 to rows - 1; thread-safe
   */
  public static Interval bootstrap(int rows, ToDoubleFunction<int[]> metric) {
    int[] all = new int[rows];
    Arrays.setAll(all, i -> i);
    Random random = new Random(SEED);
    double[] found = new double[RESAMPLES];
    for (int first = 0; first < RESAMPLES; first += AT_ONCE) {
      int[][] drawn = new int[Math.min(AT_ONCE, RESAMPLES - first)][];
      Arrays.setAll(drawn, i -> random.ints(rows, 0, rows).toArray());
      double[] some = Arrays.stream(drawn).parallel().mapToDouble(metric).toArray();
      System.arraycopy(some, 0, found, first, some.length);
    }
    Arrays.sort(found);
    return new Interval(
        metric.applyAsDouble(all),
        found[(int) (RESAMPLES * 0.025)],
        found[(int) (RESAMPLES * 0.975)]);
  }

  /**
   * The jackknife's normal interval (Tukey 1958), for metrics that no row may enter twice, such as
   * the share of words that differ: the bootstrap's repeated rows would pull them down.
   *
   * @param metric as the bootstrap's; called once for each row, on all cores
   */
  public static Interval jackknife(int rows, ToDoubleFunction<int[]> metric) {
    double[] without =
        IntStream.range(0, rows)
            .parallel()
            .mapToDouble(
                left ->
                    metric.applyAsDouble(
                        IntStream.range(0, rows).filter(row -> row != left).toArray()))
            .toArray();
    double mean = Arrays.stream(without).average().orElseThrow();
    double squares = Arrays.stream(without).map(each -> (each - mean) * (each - mean)).sum();
    double half = NORMAL * Math.sqrt(squares * (rows - 1) / rows);
    double value = metric.applyAsDouble(IntStream.range(0, rows).toArray());
    return new Interval(value, value - half, value + half);
  }
}
