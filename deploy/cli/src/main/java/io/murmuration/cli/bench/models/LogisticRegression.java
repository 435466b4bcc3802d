package io.murmuration.cli.bench.models;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Function;

/**
 * Logistic regression on TF-IDF, one binary model a label, fitted by AdaGrad (Duchi et al. 2011)
 * with L2: the baseline for the heads. The strength of the L2 and the threshold are picked on a
 * tenth kept aside.
 */
final class LogisticRegression {
  private static final int EPOCHS = 12;
  private static final double RATE = 0.5;
  private static final double[] DECAYS = {1e-6, 1e-5, 1e-4};
  private static final long SEED = 11;

  /**
   * @param labels 0 or 1 for each label of the head
   */
  record Example(String text, double[] labels, double weight) {}

  private record Sparse(int[] terms, double[] weights) {}

  private final TfIdf features;
  private final Map<String, Integer> index = new HashMap<>();
  private final int labels;
  private double[][] weights;
  private double[] bias;
  private double threshold = 0.5;

  private LogisticRegression(TfIdf features, int labels) {
    this.features = features;
    this.labels = labels;
  }

  /** Of words and of pairs of neighbours. */
  static LogisticRegression fit(List<Example> examples) {
    return fit(examples, TfIdf::wordPairs);
  }

  /**
   * @param featuresOf of the examples' texts
   */
  static LogisticRegression fit(List<Example> examples, Function<List<String>, TfIdf> featuresOf) {
    List<Example> shuffled = new ArrayList<>(examples);
    Collections.shuffle(shuffled, new Random(SEED));
    LogisticRegression model =
        new LogisticRegression(
            featuresOf.apply(shuffled.stream().map(Example::text).toList()),
            shuffled.get(0).labels().length);
    List<Sparse> rows = shuffled.stream().map(e -> model.sparse(e.text(), true)).toList();
    int aside = rows.size() / 10;
    double best = Double.POSITIVE_INFINITY;
    double[][] bestWeights = null;
    double[] bestBias = null;
    for (double decay : DECAYS) {
      model.train(rows.subList(aside, rows.size()), shuffled.subList(aside, rows.size()), decay);
      double loss = model.loss(rows.subList(0, aside), shuffled.subList(0, aside));
      if (loss < best) {
        best = loss;
        bestWeights = model.weights;
        bestBias = model.bias;
      }
    }
    model.weights = bestWeights;
    model.bias = bestBias;
    model.pickThreshold(rows.subList(0, aside), shuffled.subList(0, aside));
    return model;
  }

  double[] scores(String text) {
    return scores(sparse(text, false));
  }

  /** The label with the largest score alone. */
  boolean[] likeliest(String text) {
    double[] scores = scores(text);
    int best = 0;
    for (int i = 1; i < scores.length; i++) {
      best = scores[i] > scores[best] ? i : best;
    }
    boolean[] all = new boolean[scores.length];
    all[best] = true;
    return all;
  }

  /** With the best F1 over all labels of the tenth kept aside, of those that weigh 1. */
  double threshold() {
    return threshold;
  }

  private double[] scores(Sparse row) {
    double[] scores = new double[labels];
    for (int label = 0; label < labels; label++) {
      double logit = bias[label];
      for (int i = 0; i < row.terms().length; i++) {
        logit += weights[label][row.terms()[i]] * row.weights()[i];
      }
      scores[label] = 1 / (1 + Math.exp(-logit));
    }
    return scores;
  }

  private void train(List<Sparse> rows, List<Example> examples, double decay) {
    weights = new double[labels][index.size()];
    bias = new double[labels];
    double[][] squares = new double[labels][index.size()];
    double[] biasSquares = new double[labels];
    Integer[] order = new Integer[rows.size()];
    Arrays.setAll(order, i -> i);
    Random random = new Random(SEED);
    for (int epoch = 0; epoch < EPOCHS; epoch++) {
      Collections.shuffle(Arrays.asList(order), random);
      for (int at : order) {
        Sparse row = rows.get(at);
        double[] scores = scores(row);
        for (int label = 0; label < labels; label++) {
          double error =
              (scores[label] - examples.get(at).labels()[label]) * examples.get(at).weight();
          biasSquares[label] += error * error;
          bias[label] -= RATE * error / Math.sqrt(biasSquares[label] + 1e-8);
          for (int i = 0; i < row.terms().length; i++) {
            int term = row.terms()[i];
            double gradient = error * row.weights()[i] + decay * weights[label][term];
            squares[label][term] += gradient * gradient;
            weights[label][term] -= RATE * gradient / Math.sqrt(squares[label][term] + 1e-8);
          }
        }
      }
    }
  }

  private double loss(List<Sparse> rows, List<Example> examples) {
    double loss = 0;
    for (int i = 0; i < rows.size(); i++) {
      double[] scores = scores(rows.get(i));
      for (int label = 0; label < labels; label++) {
        double right = examples.get(i).labels()[label] > 0 ? scores[label] : 1 - scores[label];
        loss -= Math.log(Math.max(1e-9, right)) * examples.get(i).weight();
      }
    }
    return loss;
  }

  private void pickThreshold(List<Sparse> rows, List<Example> examples) {
    double best = -1;
    for (double candidate = 0.1; candidate < 0.75; candidate += 0.025) {
      long hits = 0;
      long said = 0;
      long there = 0;
      for (int i = 0; i < rows.size(); i++) {
        if (examples.get(i).weight() < 1) {
          continue;
        }
        double[] scores = scores(rows.get(i));
        for (int label = 0; label < labels; label++) {
          boolean is = examples.get(i).labels()[label] > 0;
          boolean says = scores[label] >= candidate;
          hits += is && says ? 1 : 0;
          said += says ? 1 : 0;
          there += is ? 1 : 0;
        }
      }
      double f1 = 2.0 * hits / Math.max(1, said + there);
      if (f1 > best) {
        best = f1;
        threshold = candidate;
      }
    }
  }

  private Sparse sparse(String text, boolean grow) {
    Map<String, Double> vector = features.vector(text);
    List<Integer> terms = new ArrayList<>();
    List<Double> values = new ArrayList<>();
    vector.forEach(
        (term, weight) -> {
          Integer at = grow ? index.computeIfAbsent(term, t -> index.size()) : index.get(term);
          if (at != null) {
            terms.add(at);
            values.add(weight);
          }
        });
    return new Sparse(
        terms.stream().mapToInt(Integer::intValue).toArray(),
        values.stream().mapToDouble(Double::doubleValue).toArray());
  }
}
