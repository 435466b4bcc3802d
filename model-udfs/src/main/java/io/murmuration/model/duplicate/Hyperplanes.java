package io.murmuration.model.duplicate;

import java.util.Random;

/**
 * Charikar's random hyperplanes (2002), their numbers 1 or -1: vectors at a small angle fall on the
 * same side of most of them. The planes come from a seed and are part of what a record's cluster
 * hangs on: other planes are other clusters.
 */
final class Hyperplanes {
  private static final long SEED = 20_260_101;

  private final int bands;
  private final int bits;
  private final int[][] planes;

  Hyperplanes(int bands, int bits, int dimension) {
    this.bands = bands;
    this.bits = bits;
    this.planes = new int[bands * bits][dimension];
    Random random = new Random(SEED);
    for (int[] plane : planes) {
      for (int i = 0; i < dimension; i++) {
        plane[i] = random.nextBoolean() ? 1 : -1;
      }
    }
  }

  int dimension() {
    return planes[0].length;
  }

  /** One for each band: the sides of its planes, as bits. */
  int[] signatures(byte[] vector) {
    int[] values = new int[vector.length];
    for (int i = 0; i < values.length; i++) {
      values[i] = vector[i];
    }
    int[] signatures = new int[bands];
    for (int band = 0; band < bands; band++) {
      for (int bit = 0; bit < bits; bit++) {
        signatures[band] = signatures[band] << 1 | side(planes[band * bits + bit], values);
      }
    }
    return signatures;
  }

  /** Sums of products of ints are what the JIT compiler vectorises. */
  private static int side(int[] plane, int[] values) {
    int sum = 0;
    for (int i = 0; i < values.length; i++) {
      sum += plane[i] * values[i];
    }
    return sum > 0 ? 1 : 0;
  }
}
