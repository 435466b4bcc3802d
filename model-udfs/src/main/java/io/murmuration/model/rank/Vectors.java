package io.murmuration.model.rank;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.nio.ByteBuffer;

/** Products of vectors, summed in one fixed order, and their bytes. */
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

  /** The length, then the numbers: at once, since one after another takes ten times as long. */
  static void write(float[] vector, DataOutput out) throws IOException {
    byte[] bytes = new byte[Float.BYTES * vector.length];
    ByteBuffer.wrap(bytes).asFloatBuffer().put(vector);
    out.writeInt(vector.length);
    out.write(bytes);
  }

  static float[] read(DataInput in) throws IOException {
    return read(in.readInt(), in);
  }

  /** The numbers alone. */
  static float[] read(int length, DataInput in) throws IOException {
    float[] vector = new float[length];
    byte[] bytes = new byte[Float.BYTES * vector.length];
    in.readFully(bytes);
    ByteBuffer.wrap(bytes).asFloatBuffer().get(vector);
    return vector;
  }

  static void requireSameLength(float[] left, float[] right) {
    if (left.length != right.length) {
      throw new IllegalArgumentException(
          "a vector of %d numbers meets one of %d: vectors of two models are never compared"
              .formatted(left.length, right.length));
    }
  }
}
