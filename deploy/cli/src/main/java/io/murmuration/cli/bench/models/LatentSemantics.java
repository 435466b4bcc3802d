package io.murmuration.cli.bench.models;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

/**
 * Latent semantic analysis (Deerwester et al. 1990): TF-IDF of words on its strongest singular
 * directions, by orthogonal iteration. A document that holds a sentence and its translation brings
 * the two languages together (Littman et al. 1998).
 */
final class LatentSemantics {
  private static final int MOST_DIRECTIONS = 256;
  private static final int ITERATIONS = 4;
  private static final int LEAST_DOCUMENTS = 3;
  private static final long SEED = 7;

  private record Sparse(int[] words, float[] weights) {}

  private final Map<String, Integer> index = new HashMap<>();
  private final double[] idf;
  private final int width;
  private final double[] strengths;
  private float[][] directions;

  LatentSemantics(List<String> documents) {
    Map<String, Integer> seenIn = new TreeMap<>();
    for (String document : documents) {
      new HashSet<>(TfIdf.wordsOf(document)).forEach(word -> seenIn.merge(word, 1, Integer::sum));
    }
    List<Double> rarities = new ArrayList<>();
    seenIn.forEach(
        (word, count) -> {
          if (count >= LEAST_DOCUMENTS) {
            index.put(word, rarities.size());
            rarities.add(Math.log((1.0 + documents.size()) / (1.0 + count)) + 1);
          }
        });
    idf = rarities.stream().mapToDouble(Double::doubleValue).toArray();
    width = Math.min(MOST_DIRECTIONS, idf.length);
    strengths = new double[width];
    Random random = new Random(SEED);
    directions = new float[idf.length][width];
    for (float[] row : directions) {
      for (int i = 0; i < width; i++) {
        row[i] = (float) random.nextGaussian();
      }
    }
    List<Sparse> rows = documents.stream().map(this::sparse).toList();
    orthonormalise();
    for (int i = 0; i < ITERATIONS; i++) {
      multiply(rows);
      orthonormalise();
    }
  }

  /** Of the text's TF-IDF on the directions; of unit length, or zero where no word is known. */
  float[] vector(String text) {
    return unit(onDirections(sparse(text)));
  }

  /**
   * The words' own vectors, each of unit length, weighted by idf; their sum made of unit length.
   */
  float[] meanOfWords(String text) {
    float[] sum = new float[width];
    for (String word : TfIdf.wordsOf(text)) {
      Integer at = index.get(word);
      if (at != null) {
        float[] own = directions[at].clone();
        for (int i = 0; i < width; i++) {
          own[i] *= (float) strengths[i];
        }
        add(sum, unit(own), (float) idf[at]);
      }
    }
    return unit(sum);
  }

  private Sparse sparse(String text) {
    Map<Integer, Integer> counts = new TreeMap<>();
    for (String word : TfIdf.wordsOf(text)) {
      Integer at = index.get(word);
      if (at != null) {
        counts.merge(at, 1, Integer::sum);
      }
    }
    int[] words = counts.keySet().stream().mapToInt(Integer::intValue).toArray();
    double[] weights = Arrays.stream(words).mapToDouble(w -> counts.get(w) * idf[w]).toArray();
    double length = Math.sqrt(Arrays.stream(weights).map(w -> w * w).sum());
    float[] scaled = new float[words.length];
    for (int i = 0; i < scaled.length; i++) {
      scaled[i] = (float) (weights[i] / length);
    }
    return new Sparse(words, scaled);
  }

  private float[] onDirections(Sparse row) {
    float[] found = new float[width];
    for (int i = 0; i < row.words().length; i++) {
      add(found, directions[row.words()[i]], row.weights()[i]);
    }
    return found;
  }

  /** The directions times the matrix and its transpose. */
  private void multiply(List<Sparse> rows) {
    float[][] product = new float[directions.length][width];
    for (Sparse row : rows) {
      float[] found = onDirections(row);
      for (int i = 0; i < row.words().length; i++) {
        add(product[row.words()[i]], found, row.weights()[i]);
      }
    }
    directions = product;
  }

  /** By the Cholesky factor of their products; its diagonal tends to the squared strengths. */
  private void orthonormalise() {
    double[][] factor = new double[width][width];
    for (float[] row : directions) {
      for (int i = 0; i < width; i++) {
        for (int j = 0; j <= i; j++) {
          factor[i][j] += (double) row[i] * row[j];
        }
      }
    }
    for (int i = 0; i < width; i++) {
      for (int j = 0; j <= i; j++) {
        double sum = factor[i][j];
        for (int k = 0; k < j; k++) {
          sum -= factor[i][k] * factor[j][k];
        }
        factor[i][j] = i == j ? Math.sqrt(Math.max(sum, 1e-12)) : sum / factor[j][j];
      }
      strengths[i] = Math.sqrt(factor[i][i]);
    }
    for (float[] row : directions) {
      for (int i = 0; i < width; i++) {
        double value = row[i];
        for (int j = 0; j < i; j++) {
          value -= factor[i][j] * row[j];
        }
        row[i] = (float) (value / factor[i][i]);
      }
    }
  }

  private static void add(float[] to, float[] what, float times) {
    for (int i = 0; i < to.length; i++) {
      to[i] += what[i] * times;
    }
  }

  private static float[] unit(float[] vector) {
    double sum = 0;
    for (float value : vector) {
      sum += value * value;
    }
    float length = (float) Math.sqrt(sum);
    if (length > 0) {
      for (int i = 0; i < vector.length; i++) {
        vector[i] /= length;
      }
    }
    return vector;
  }
}
