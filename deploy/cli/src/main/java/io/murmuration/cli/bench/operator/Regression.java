package io.murmuration.cli.bench.operator;

import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * A straight line through points by least squares.
 *
 * @param error the slope's standard error
 */
record Regression(double slope, double intercept, double error) {
  /**
   * @param x at least three, not all the same
   */
  static Regression of(double[] x, double[] y) {
    int count = x.length;
    double meanX = Arrays.stream(x).average().orElseThrow();
    double meanY = Arrays.stream(y).average().orElseThrow();
    double spread = Arrays.stream(x).map(each -> square(each - meanX)).sum();
    double slope =
        IntStream.range(0, count).mapToDouble(i -> (x[i] - meanX) * (y[i] - meanY)).sum() / spread;
    double intercept = meanY - slope * meanX;
    double squares =
        IntStream.range(0, count).mapToDouble(i -> square(y[i] - intercept - slope * x[i])).sum();
    return new Regression(slope, intercept, Math.sqrt(squares / (count - 2) / spread));
  }

  private static double square(double value) {
    return value * value;
  }
}
