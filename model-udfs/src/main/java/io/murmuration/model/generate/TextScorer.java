package io.murmuration.model.generate;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/** How likely a decoder finds given texts; for measuring. Not thread-safe. */
public final class TextScorer {
  private static final int ROWS = 16;

  private final DecoderStep step;

  /**
   * @param step not closed
   */
  public TextScorer(DecoderStep step) {
    this.step = step;
  }

  /**
   * The natural logarithm of each text's probability, given its first token.
   *
   * @param texts of at least two tokens, none longer than the model's positions
   */
  public double[] logProbabilities(List<int[]> texts) {
    double[] found = new double[texts.size()];
    List<Integer> byLength =
        IntStream.range(0, texts.size())
            .boxed()
            .sorted(Comparator.comparing(i -> texts.get(i).length))
            .toList();
    for (int from = 0; from < byLength.size(); from += ROWS) {
      List<Integer> chosen = byLength.subList(from, Math.min(from + ROWS, byLength.size()));
      score(chosen, texts, found);
    }
    return found;
  }

  private void score(List<Integer> chosen, List<int[]> texts, double[] found) {
    List<int[]> rows = new ArrayList<>();
    chosen.forEach(i -> rows.add(texts.get(i)));
    int longest = rows.get(rows.size() - 1).length;
    KeyValueCache cache = new KeyValueCache(step.config(), rows.size(), longest);
    int vocabulary = step.config().vocabulary();
    for (int at = 0; at + 1 < longest; at++) {
      StepOutput output = step.run(input(rows, at, cache));
      for (int row = 0; row < rows.size(); row++) {
        cache.write(output, row, row, at, 1);
        if (at + 1 < rows.get(row).length) {
          int next = rows.get(row)[at + 1];
          found[chosen.get(row)] +=
              logProbability(output.logits(), row * vocabulary, vocabulary, next);
        }
      }
    }
  }

  /** A text that has ended reads its last token again; nobody looks. */
  private static StepInput input(List<int[]> rows, int at, KeyValueCache cache) {
    int[] tokens = new int[rows.size()];
    int[] counts = new int[rows.size()];
    int[] cached = new int[rows.size()];
    for (int row = 0; row < rows.size(); row++) {
      tokens[row] = rows.get(row)[Math.min(at, rows.get(row).length - 1)];
      counts[row] = 1;
      cached[row] = at;
    }
    return new StepInput(rows.size(), 1, tokens, counts, cached, cache, 0);
  }

  private static double logProbability(float[] logits, int from, int size, int token) {
    double most = Double.NEGATIVE_INFINITY;
    for (int i = from; i < from + size; i++) {
      most = Math.max(most, logits[i]);
    }
    double sum = 0;
    for (int i = from; i < from + size; i++) {
      sum += Math.exp(logits[i] - most);
    }
    return logits[from + token] - most - Math.log(sum);
  }
}
