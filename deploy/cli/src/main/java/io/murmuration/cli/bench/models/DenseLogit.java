package io.murmuration.cli.bench.models;

import java.util.List;

/**
 * Logistic regression on standardised numbers, by gradient descent with a little L2: a baseline.
 */
final class DenseLogit {
  private static final int STEPS = 3_000;
  private static final double RATE = 1;
  private static final double DECAY = 1e-4;
  private static final double SMALLEST = 1e-6;

  private final double[] mean;
  private final double[] deviation;
  private final double[] weights;
  private double bias;

  private DenseLogit(int width) {
    mean = new double[width];
    deviation = new double[width];
    weights = new double[width];
  }

  static DenseLogit fit(List<float[]> rows, boolean[] labels) {
    DenseLogit model = new DenseLogit(rows.get(0).length);
    model.standardise(rows);
    double[][] inputs = rows.stream().map(model::standard).toArray(double[][]::new);
    double rate = 0;
    for (boolean label : labels) {
      rate += label ? 1.0 / labels.length : 0;
    }
    model.bias = Math.log(rate / (1 - rate));
    for (int step = 0; step < STEPS; step++) {
      model.step(inputs, labels);
    }
    return model;
  }

  double probability(float[] row) {
    return probability(standard(row));
  }

  private void step(double[][] inputs, boolean[] labels) {
    double[] gradient = new double[weights.length];
    double biasGradient = 0;
    for (int i = 0; i < inputs.length; i++) {
      double error = (probability(inputs[i]) - (labels[i] ? 1 : 0)) / inputs.length;
      biasGradient += error;
      for (int j = 0; j < gradient.length; j++) {
        gradient[j] += error * inputs[i][j];
      }
    }
    bias -= RATE * biasGradient;
    for (int j = 0; j < gradient.length; j++) {
      weights[j] -= RATE * (gradient[j] + DECAY * weights[j]);
    }
  }

  private double probability(double[] standard) {
    double logit = bias;
    for (int j = 0; j < weights.length; j++) {
      logit += weights[j] * standard[j];
    }
    return 1 / (1 + Math.exp(-logit));
  }

  private double[] standard(float[] row) {
    double[] standard = new double[row.length];
    for (int j = 0; j < row.length; j++) {
      standard[j] = (row[j] - mean[j]) / deviation[j];
    }
    return standard;
  }

  private void standardise(List<float[]> rows) {
    for (int j = 0; j < mean.length; j++) {
      int column = j;
      mean[j] = rows.stream().mapToDouble(row -> row[column]).average().orElse(0);
      double variance =
          rows.stream()
              .mapToDouble(row -> Math.pow(row[column] - mean[column], 2))
              .average()
              .orElse(0);
      deviation[j] = Math.max(SMALLEST, Math.sqrt(variance));
    }
  }
}
