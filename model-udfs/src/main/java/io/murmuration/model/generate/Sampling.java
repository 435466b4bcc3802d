package io.murmuration.model.generate;

import java.util.Set;

/**
 * How the next token is drawn: temperature, then topK, topP and minP, each on what the one before
 * left.
 *
 * @param temperature 0 takes the likeliest token, the lowest id of equals
 * @param topK how many of the likeliest tokens are left; 0 leaves all
 * @param topP the likeliest tokens are left whose probabilities reach this sum; 1 leaves all
 * @param minP tokens are left that are at least so likely, relative to the likeliest; 0 leaves all
 * @param seed same seed, same draws, whatever else is in the batch
 * @param stopTokens end the sequence and are no part of it
 */
public record Sampling(
    double temperature,
    int topK,
    double topP,
    double minP,
    long seed,
    int maxNewTokens,
    Set<Integer> stopTokens) {
  public Sampling {
    if (!(temperature >= 0) || Double.isInfinite(temperature)) {
      throw new IllegalArgumentException("temperature must be at least 0: " + temperature);
    }
    if (topK < 0) {
      throw new IllegalArgumentException("topK must be at least 0: " + topK);
    }
    if (!(topP > 0 && topP <= 1)) {
      throw new IllegalArgumentException("topP must be above 0, at most 1: " + topP);
    }
    if (!(minP >= 0 && minP <= 1)) {
      throw new IllegalArgumentException("minP must be from 0 to 1: " + minP);
    }
    if (maxNewTokens < 1) {
      throw new IllegalArgumentException("maxNewTokens must be at least 1: " + maxNewTokens);
    }
    stopTokens = Set.copyOf(stopTokens);
  }

  public static Sampling greedy(int maxNewTokens, Set<Integer> stopTokens) {
    return new Sampling(0, 0, 1, 0, 0, maxNewTokens, stopTokens);
  }
}
