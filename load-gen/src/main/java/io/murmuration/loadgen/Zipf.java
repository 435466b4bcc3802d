package io.murmuration.loadgen;

import java.util.Arrays;

/**
 * Ranks from 1 of which the k-th is drawn in proportion to k to the power of minus the exponent.
 */
final class Zipf {
  private final double[] cumulative;

  Zipf(int ranks, double exponent) {
    cumulative = new double[ranks];
    double sum = 0;
    for (int i = 0; i < ranks; i++) {
      sum += Math.pow(i + 1, -exponent);
      cumulative[i] = sum;
    }
    for (int i = 0; i < ranks; i++) {
      cumulative[i] /= sum;
    }
  }

  /**
   * @param uniform in [0, 1)
   */
  int rank(double uniform) {
    int found = Arrays.binarySearch(cumulative, uniform);
    return Math.min(cumulative.length, (found >= 0 ? found + 1 : -found - 1) + 1);
  }
}
