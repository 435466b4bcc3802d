package io.murmuration.model.generate;

/**
 * Draws tokens from logits, deterministically: exponentials are StrictMath's, equals are ordered by
 * id. Has scratch room, so one thread at a time.
 */
final class Sampler {
  static final int NOTHING = -1;

  /** What weighs less, relative to the likeliest, is lost in a sum of doubles anyway. */
  private static final double LEAST_EXPONENT = -40;

  private final int[] tokens;
  private final float[] logits;
  private final double[] weights;

  Sampler(int vocabulary) {
    tokens = new int[vocabulary];
    logits = new float[vocabulary];
    weights = new double[vocabulary];
  }

  /**
   * @param from the place of the first token's logit; all are finite
   * @param step how many tokens of the sequence were drawn before
   * @return a token that the mask allows, or {@link #NOTHING} if it allows none
   */
  int draw(float[] all, int from, TokenMask mask, Sampling sampling, int step) {
    if (mask.isEmpty()) {
      return NOTHING;
    }
    if (sampling.temperature() == 0) {
      return likeliest(all, from, mask);
    }
    int count = gather(all, from, mask);
    boolean inOrder = sampling.topK() > 0 || sampling.topP() < 1;
    if (sampling.topK() > 0 && sampling.topK() < count) {
      count = LogitOrder.moveLargestToFront(logits, tokens, count, sampling.topK());
    }
    if (inOrder) {
      LogitOrder.sortDescending(logits, tokens, count);
    }
    weigh(count, sampling.temperature());
    if (sampling.topP() < 1) {
      count = nucleus(count, sampling.topP());
    }
    if (sampling.minP() > 0) {
      count = likelyEnough(count, sampling.minP());
    }
    return pick(count, CounterRandom.uniform(sampling.seed(), step));
  }

  private static int likeliest(float[] all, int from, TokenMask mask) {
    int best = mask.next(0);
    for (int token = best; token >= 0; token = mask.next(token + 1)) {
      if (all[from + token] > all[from + best]) {
        best = token;
      }
    }
    return best;
  }

  private int gather(float[] all, int from, TokenMask mask) {
    int count = 0;
    for (int token = mask.next(0); token >= 0; token = mask.next(token + 1)) {
      tokens[count] = token;
      logits[count++] = all[from + token];
    }
    return count;
  }

  /** Relative to the likeliest, which weighs 1. */
  private void weigh(int count, double temperature) {
    float greatest = Float.NEGATIVE_INFINITY;
    for (int i = 0; i < count; i++) {
      greatest = Math.max(greatest, logits[i]);
    }
    for (int i = 0; i < count; i++) {
      double exponent = ((double) logits[i] - greatest) / temperature;
      weights[i] = exponent < LEAST_EXPONENT ? 0 : StrictMath.exp(exponent);
    }
  }

  /** Of weights that fall: as many as reach the share, at least one. */
  private int nucleus(int count, double share) {
    double wanted = share * sum(count);
    double reached = 0;
    for (int i = 0; i < count; i++) {
      reached += weights[i];
      if (reached >= wanted) {
        return i + 1;
      }
    }
    return count;
  }

  private int likelyEnough(int count, double least) {
    int kept = 0;
    for (int i = 0; i < count; i++) {
      if (weights[i] >= least) {
        tokens[kept] = tokens[i];
        weights[kept++] = weights[i];
      }
    }
    return kept;
  }

  private int pick(int count, double uniform) {
    double target = uniform * sum(count);
    double passed = 0;
    int picked = 0;
    for (int i = 0; i < count && passed <= target; i++) {
      passed += weights[i];
      picked = weights[i] > 0 ? i : picked;
    }
    return tokens[picked];
  }

  private double sum(int count) {
    double sum = 0;
    for (int i = 0; i < count; i++) {
      sum += weights[i];
    }
    return sum;
  }
}
