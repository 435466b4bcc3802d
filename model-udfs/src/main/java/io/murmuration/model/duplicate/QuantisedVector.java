package io.murmuration.model.duplicate;

/**
 * Vectors in a byte a number, the largest at 127. Sums over them are of integers, so that no
 * machine's rounding decides what is near.
 */
final class QuantisedVector {
  private static final int LARGEST = 127;

  private QuantisedVector() {}

  static byte[] of(float[] vector) {
    float most = 0;
    for (float value : vector) {
      most = Math.max(most, Math.abs(value));
    }
    byte[] bytes = new byte[vector.length];
    for (int i = 0; most > 0 && i < bytes.length; i++) {
      bytes[i] = (byte) Math.round(vector[i] / most * LARGEST);
    }
    return bytes;
  }

  /** 0 where one has no length or they differ in length; up to 130,000 numbers each. */
  static double cosine(byte[] a, byte[] b) {
    if (a.length != b.length) {
      return 0;
    }
    int ab = 0;
    int aa = 0;
    int bb = 0;
    for (int i = 0; i < a.length; i++) {
      ab += a[i] * b[i];
      aa += a[i] * a[i];
      bb += b[i] * b[i];
    }
    return aa == 0 || bb == 0 ? 0 : ab / Math.sqrt((double) aa * bb);
  }
}
