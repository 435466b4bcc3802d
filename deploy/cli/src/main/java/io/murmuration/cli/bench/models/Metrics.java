package io.murmuration.cli.bench.models;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/** Measures of quality over the rows that are named by their indices. */
public final class Metrics {
  private static final int BINS = 10;

  private Metrics() {}

  /** Spearman's rank correlation, average ranks where values tie. */
  static double spearman(int[] rows, double[] found, double[] truth) {
    return pearson(
        ranks(Arrays.stream(rows).mapToDouble(i -> found[i]).toArray()),
        ranks(Arrays.stream(rows).mapToDouble(i -> truth[i]).toArray()));
  }

  /** Of the rows whose truth is 1, ranked by score; ties in the rows' order. */
  static double averagePrecision(int[] rows, double[] scores, double[] truth) {
    Integer[] order = Arrays.stream(rows).boxed().toArray(Integer[]::new);
    Arrays.sort(order, Comparator.comparingDouble((Integer i) -> -scores[i]));
    double sum = 0;
    int hits = 0;
    for (int at = 0; at < order.length; at++) {
      if (truth[order[at]] > 0) {
        hits++;
        sum += (double) hits / (at + 1);
      }
    }
    return hits == 0 ? 0 : sum / hits;
  }

  /**
   * The mean of the labels' F1 (a label that is neither there nor said counts 0).
   *
   * @param said for each row, whether each label was said
   */
  static double macroF1(int[] rows, List<boolean[]> said, List<double[]> truth) {
    int labels = said.get(0).length;
    double sum = 0;
    for (int label = 0; label < labels; label++) {
      int hits = 0;
      int either = 0;
      for (int row : rows) {
        boolean is = truth.get(row)[label] > 0;
        boolean says = said.get(row)[label];
        hits += is && says ? 1 : 0;
        either += (is ? 1 : 0) + (says ? 1 : 0);
      }
      sum += either == 0 ? 0 : 2.0 * hits / either;
    }
    return sum / labels;
  }

  /** The chance that a row whose truth is 1 has a greater score than one whose truth is 0. */
  static double areaUnderCurve(int[] rows, double[] scores, boolean[] truth) {
    double[] ranks = ranks(Arrays.stream(rows).mapToDouble(i -> scores[i]).toArray());
    double sum = 0;
    double hits = 0;
    for (int i = 0; i < rows.length; i++) {
      sum += truth[rows[i]] ? ranks[i] : 0;
      hits += truth[rows[i]] ? 1 : 0;
    }
    double misses = rows.length - hits;
    return hits == 0 || misses == 0 ? 0.5 : (sum - hits * (hits - 1) / 2) / (hits * misses);
  }

  /** The log loss of the rows' own mean over that of these probabilities: above 1 is better. */
  static double logLossGain(int[] rows, double[] probabilities, boolean[] truth) {
    double mean = Arrays.stream(rows).filter(i -> truth[i]).count() / (double) rows.length;
    double loss = 0;
    double baseLoss = 0;
    for (int i : rows) {
      loss -= Math.log(truth[i] ? probabilities[i] : 1 - probabilities[i]);
      baseLoss -= Math.log(truth[i] ? mean : 1 - mean);
    }
    return baseLoss / loss;
  }

  /**
   * Normalised discounted cumulated gain (Järvelin and Kekäläinen 2002) of one list; ties in the
   * given order.
   *
   * @param gains none below 0
   */
  public static double ndcg(int within, double[] scores, double[] gains) {
    double ideal = discounted(within, gains, gains);
    return ideal == 0 ? 0 : discounted(within, scores, gains) / ideal;
  }

  private static double discounted(int within, double[] scores, double[] gains) {
    Integer[] order = new Integer[scores.length];
    Arrays.setAll(order, i -> i);
    Arrays.sort(order, Comparator.comparingDouble((Integer i) -> -scores[i]));
    double sum = 0;
    for (int at = 0; at < Math.min(within, order.length); at++) {
      sum += gains[order[at]] * Math.log(2) / Math.log(at + 2);
    }
    return sum;
  }

  /**
   * The expected calibration error (Naeini et al. 2015) over ten equal bins: how far what was said
   * with a probability is from how often it was right.
   */
  static double calibrationError(int[] rows, double[] probabilities, double[] right) {
    double[] said = new double[BINS];
    double[] was = new double[BINS];
    for (int row : rows) {
      int bin = Math.min(BINS - 1, (int) (probabilities[row] * BINS));
      said[bin] += probabilities[row];
      was[bin] += right[row];
    }
    double sum = 0;
    for (int bin = 0; bin < BINS; bin++) {
      sum += Math.abs(said[bin] - was[bin]);
    }
    return sum / rows.length;
  }

  private static double[] ranks(double[] values) {
    Integer[] order = new Integer[values.length];
    Arrays.setAll(order, i -> i);
    Arrays.sort(order, Comparator.comparingDouble(i -> values[i]));
    double[] ranks = new double[values.length];
    for (int from = 0; from < order.length; ) {
      int to = from;
      while (to < order.length && values[order[to]] == values[order[from]]) {
        to++;
      }
      for (int i = from; i < to; i++) {
        ranks[order[i]] = (from + to - 1) / 2.0;
      }
      from = to;
    }
    return ranks;
  }

  private static double pearson(double[] a, double[] b) {
    double meanA = Arrays.stream(a).average().orElseThrow();
    double meanB = Arrays.stream(b).average().orElseThrow();
    double ab = 0;
    double aa = 0;
    double bb = 0;
    for (int i = 0; i < a.length; i++) {
      ab += (a[i] - meanA) * (b[i] - meanB);
      aa += (a[i] - meanA) * (a[i] - meanA);
      bb += (b[i] - meanB) * (b[i] - meanB);
    }
    return ab / Math.sqrt(aa * bb);
  }
}
