package io.murmuration.model.generate.weights;

import java.util.Objects;

/**
 * The measures of a decoder of the Llama kind: RMSNorm before each part, rotary positions, grouped
 * queries, SwiGLU, no biases.
 *
 * @param hidden width of the residual stream
 * @param heads query heads; a multiple of kvHeads
 * @param headDim numbers a head, even
 * @param maxPositions prompt and answer together
 * @param tiedEmbeddings whether the embedding is the output layer too
 */
public record LlamaConfig(
    int layers,
    int hidden,
    int heads,
    int kvHeads,
    int headDim,
    int intermediate,
    int vocabulary,
    int maxPositions,
    double ropeTheta,
    double normEpsilon,
    boolean tiedEmbeddings,
    RopePairing ropePairing) {
  public LlamaConfig {
    requirePositive("layers", layers);
    requirePositive("hidden", hidden);
    requirePositive("heads", heads);
    requirePositive("kvHeads", kvHeads);
    requirePositive("headDim", headDim);
    requirePositive("intermediate", intermediate);
    requirePositive("vocabulary", vocabulary);
    requirePositive("maxPositions", maxPositions);
    if (heads % kvHeads != 0) {
      throw new IllegalArgumentException(
          "heads must be a multiple of kvHeads: %d, %d".formatted(heads, kvHeads));
    }
    if (headDim % 2 != 0) {
      throw new IllegalArgumentException("headDim must be even: " + headDim);
    }
    if (!(ropeTheta > 0) || !(normEpsilon > 0)) {
      throw new IllegalArgumentException(
          "ropeTheta and normEpsilon must be above 0: %s, %s".formatted(ropeTheta, normEpsilon));
    }
    Objects.requireNonNull(ropePairing, "ropePairing");
  }

  /** Query heads that share one key head. */
  public int group() {
    return heads / kvHeads;
  }

  /** Width of all query heads together. */
  public int queryWidth() {
    return heads * headDim;
  }

  /** Width of all key heads together; the values' too. */
  public int keyWidth() {
    return kvHeads * headDim;
  }

  private static void requirePositive(String name, int value) {
    if (value < 1) {
      throw new IllegalArgumentException(name + " must be at least 1: " + value);
    }
  }
}
