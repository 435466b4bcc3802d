package io.murmuration.model.generate;

/**
 * Draws tokens from logits, deterministically, on any machine. Has scratch room, so one thread at a
 * time.
 */
final class Sampler {
  static final int NOTHING = -1;

  private static final int FIRST_ORDERED = 64;

  private final RankedLogits candidates;
  private final double[] weights;
  private float likeliest;

  Sampler(int vocabulary) {
    candidates = new RankedLogits(vocabulary);
    weights = new double[vocabulary];
  }

  int vocabulary() {
    return weights.length;
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
    int best = likeliest(all, from, mask);
    likeliest = all[from + best];
    if (sampling.temperature() == 0) {
      return best;
    }
    gather(all, from, mask);
    if (sampling.topK() > 0) {
      candidates.sortFirst(sampling.topK());
      candidates.truncate(sampling.topK());
    }
    double sum = weigh(candidates.count(), likeliest, sampling.temperature());
    if (sampling.topP() < 1) {
      sum = keepNucleus(sum, likeliest, sampling);
    }
    if (sampling.minP() > 0) {
      sum = forgetUnlikely(sampling.minP());
    }
    return pick(sum * CounterRandom.uniform(sampling.seed(), step));
  }

  /** The logit of the likeliest token that the last mask allowed. */
  float likeliest() {
    return likeliest;
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

  private void gather(float[] all, int from, TokenMask mask) {
    candidates.clear();
    for (int token = mask.next(0); token >= 0; token = mask.next(token + 1)) {
      candidates.add(token, all[from + token]);
    }
  }

  /**
   * Of the first candidates, relative to the likeliest of all, which weighs 1.
   *
   * @return the sum
   */
  private double weigh(int count, float greatest, double temperature) {
    double sum = 0;
    for (int i = 0; i < count; i++) {
      double distance = (double) candidates.logit(i) - greatest;
      weights[i] = Exponential.ofNegative(distance / temperature);
      sum += weights[i];
    }
    return sum;
  }

  /**
   * The likeliest, as many as reach the share of the sum, at least one. They are few as a rule, so
   * all are put in order only if a few don't do.
   *
   * @return the sum of those that are kept
   */
  private double keepNucleus(double sum, float greatest, Sampling sampling) {
    double wanted = sampling.topP() * sum;
    for (int ordered : new int[] {FIRST_ORDERED, candidates.count()}) {
      candidates.sortFirst(ordered);
      int count = Math.min(ordered, candidates.count());
      weigh(count, greatest, sampling.temperature());
      double reached = 0;
      for (int i = 0; i < count; i++) {
        reached += weights[i];
        if (reached >= wanted) {
          candidates.truncate(i + 1);
          return reached;
        }
      }
    }
    return sum;
  }

  private double forgetUnlikely(double least) {
    double sum = 0;
    for (int i = 0; i < candidates.count(); i++) {
      weights[i] = weights[i] < least ? 0 : weights[i];
      sum += weights[i];
    }
    return sum;
  }

  private int pick(double target) {
    double passed = 0;
    int picked = 0;
    for (int i = 0; i < candidates.count() && passed <= target; i++) {
      passed += weights[i];
      picked = weights[i] > 0 ? i : picked;
    }
    return candidates.token(picked);
  }
}
