package io.murmuration.model.generate;

/** Orders tokens by logit, the largest first, equals by id; in place, without boxing. */
final class LogitOrder {
  private LogitOrder() {}

  /**
   * A heap of the best so far, the worst of them on top: most tokens cost one comparison.
   *
   * @return wanted
   */
  static int moveLargestToFront(float[] logits, int[] tokens, int count, int wanted) {
    for (int i = wanted / 2 - 1; i >= 0; i--) {
      sink(logits, tokens, i, wanted);
    }
    for (int i = wanted; i < count; i++) {
      if (before(logits, tokens, i, 0)) {
        logits[0] = logits[i];
        tokens[0] = tokens[i];
        sink(logits, tokens, 0, wanted);
      }
    }
    return wanted;
  }

  static void sortDescending(float[] logits, int[] tokens, int count) {
    for (int i = count / 2 - 1; i >= 0; i--) {
      sink(logits, tokens, i, count);
    }
    for (int end = count - 1; end > 0; end--) {
      swap(logits, tokens, 0, end);
      sink(logits, tokens, 0, end);
    }
  }

  /** Lets the element down until all below come before it. */
  private static void sink(float[] logits, int[] tokens, int from, int count) {
    int place = from;
    while (2 * place + 1 < count) {
      int child = 2 * place + 1;
      if (child + 1 < count && before(logits, tokens, child, child + 1)) {
        child++;
      }
      if (before(logits, tokens, child, place)) {
        return;
      }
      swap(logits, tokens, place, child);
      place = child;
    }
  }

  private static boolean before(float[] logits, int[] tokens, int a, int b) {
    return logits[a] > logits[b] || logits[a] == logits[b] && tokens[a] < tokens[b];
  }

  private static void swap(float[] logits, int[] tokens, int a, int b) {
    float logit = logits[a];
    logits[a] = logits[b];
    logits[b] = logit;
    int token = tokens[a];
    tokens[a] = tokens[b];
    tokens[b] = token;
  }
}
