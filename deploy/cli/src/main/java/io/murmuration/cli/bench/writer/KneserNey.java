package io.murmuration.cli.bench.writer;

/**
 * An n-gram model over tokens with interpolated Kneser-Ney smoothing, one discount an order (Kneser
 * and Ney 1995; Chen and Goodman 1999). Grams are known by 64 bits of their hash.
 */
final class KneserNey {
  private final int order;
  private final int vocabulary;
  private final LongCounts[] grams;
  private final LongCounts[] contextTotals;
  private final LongCounts[] contextKinds;
  private double[] discounts;

  /**
   * @param order the longest gram, in tokens
   * @param tokens about as many as will be added, to size the tables
   */
  KneserNey(int order, int vocabulary, int tokens) {
    this.order = order;
    this.vocabulary = vocabulary;
    this.grams = new LongCounts[order + 1];
    this.contextTotals = new LongCounts[order + 1];
    this.contextKinds = new LongCounts[order + 1];
    for (int n = 1; n <= order; n++) {
      int expected = (int) Math.min(tokens * 0.16 * n, tokens);
      grams[n] = new LongCounts(expected);
      contextTotals[n] = new LongCounts(expected / 2);
      contextKinds[n] = new LongCounts(expected / 2);
    }
  }

  /** A text; the first token is known, not guessed. */
  void add(int[] text) {
    for (int end = 1; end < text.length; end++) {
      int longest = Math.min(order, end + 1);
      count(text, end, longest);
      // A shorter gram counts once for each different token before it.
      for (int n = longest; n > 1 && isNew(text, end, n); n--) {
        count(text, end, n - 1);
      }
    }
  }

  private void count(int[] text, int end, int n) {
    long context = hash(text, end - n + 1, end);
    if (grams[n].add(hash(text, end - n + 1, end + 1)) == 1) {
      contextKinds[n].add(context);
    }
    contextTotals[n].add(context);
  }

  private boolean isNew(int[] text, int end, int n) {
    return grams[n].get(hash(text, end - n + 1, end + 1)) == 1;
  }

  /** Call once, after the last text. */
  void close() {
    discounts = new double[order + 1];
    for (int n = 1; n <= order; n++) {
      double once = grams[n].keysWith(1);
      double twice = grams[n].keysWith(2);
      discounts[n] = once == 0 ? 0.5 : once / (once + 2 * twice);
    }
  }

  /** The natural logarithm of a text's probability, given its first token. */
  double logProbability(int[] text) {
    double sum = 0;
    for (int end = 1; end < text.length; end++) {
      sum += Math.log(probability(text, end, Math.min(order, end + 1)));
    }
    return sum;
  }

  private double probability(int[] text, int end, int longest) {
    double probability = 1.0 / vocabulary;
    for (int n = 1; n <= longest; n++) {
      long context = hash(text, end - n + 1, end);
      double total = contextTotals[n].get(context);
      if (total == 0) {
        break;
      }
      double count = grams[n].get(hash(text, end - n + 1, end + 1));
      double kept = Math.max(0, count - discounts[n]) / total;
      double freed = discounts[n] * contextKinds[n].get(context) / total;
      probability = kept + freed * probability;
    }
    return probability;
  }

  private static long hash(int[] text, int from, int to) {
    long hash = to - from + 1;
    for (int i = from; i < to; i++) {
      hash = (hash ^ text[i]) * 0x9E3779B97F4A7C15L;
      hash ^= hash >>> 29;
    }
    return hash == 0 ? 1 : hash;
  }
}
