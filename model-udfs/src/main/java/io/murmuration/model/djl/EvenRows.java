package io.murmuration.model.djl;

/**
 * The least rows of a batch for which ONNX Runtime's CPU kernels add in one order, whatever the
 * number of rows. It multiplies a single row with another kernel, and it sums over a text's tokens
 * in another order where there are fewer rows than threads; the last bits differ.
 */
final class EvenRows {
  /** For a network that doesn't sum over tokens. A GPU's are uneven, but less so than with one. */
  static final int LEAST = 2;

  private EvenRows() {}

  /** For one that does, on the CPU. */
  static int forSums(int threads) {
    return Math.max(LEAST, threads);
  }
}
