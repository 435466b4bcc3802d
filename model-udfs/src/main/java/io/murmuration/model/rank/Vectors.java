package io.murmuration.model.rank;

/** Products of vectors, summed in one fixed order. */
final class Vectors {
  private Vectors() {}

  /**
   * In four sums side by side, which a processor can do at once.
   *
   * @throws IllegalArgumentException if the lengths differ
   */
  static float dot(float[] left, float[] right) {
    requireSameLength(left, right);
    float a = 0;
    float b = 0;
    float c = 0;
    float d = 0;
    int i = 0;
    for (; i + 3 < left.length; i += 4) {
      a += left[i] * right[i];
      b += left[i + 1] * right[i + 1];
      c += left[i + 2] * right[i + 2];
      d += left[i + 3] * right[i + 3];
    }
    for (; i < left.length; i++) {
      a += left[i] * right[i];
    }
    return (a + b) + (c + d);
  }

  static void requireSameLength(float[] left, float[] right) {
    if (left.length != right.length) {
      throw new IllegalArgumentException(
          "a vector of %d numbers meets one of %d: vectors of two models are never compared"
              .formatted(left.length, right.length));
    }
  }
}
