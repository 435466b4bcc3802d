package io.murmuration.model.rank;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/** The fading sum of the vectors of posts that a person reacted to. */
final class InterestVector {
  private float[] sum = new float[0];
  private double mass;
  private long atMillis;

  void add(float[] vector, double weight, long at) {
    if (sum.length == 0) {
      sum = new float[vector.length];
    }
    Vectors.requireSameLength(sum, vector);
    double faded = Decay.over(at - atMillis, Decay.TASTE);
    double fresh = weight * Decay.over(atMillis - at, Decay.TASTE);
    for (int i = 0; i < sum.length; i++) {
      sum[i] = (float) (faded * sum[i] + fresh * vector[i]);
    }
    mass = faded * mass + fresh;
    atMillis = Math.max(atMillis, at);
  }

  void clear() {
    sum = new float[0];
    mass = 0;
  }

  /** 0 while there is nothing to compare. */
  double cosine(float[] vector) {
    if (sum.length == 0) {
      return 0;
    }
    double squares = Vectors.dot(sum, sum);
    return squares == 0 ? 0 : Vectors.dot(sum, vector) / Math.sqrt(squares);
  }

  double mass(long at) {
    return mass * Decay.over(at - atMillis, Decay.TASTE);
  }

  void write(DataOutput out) throws IOException {
    Vectors.write(sum, out);
    out.writeDouble(mass);
    out.writeLong(atMillis);
  }

  static InterestVector read(DataInput in) throws IOException {
    return read(in.readInt(), in);
  }

  /**
   * @param length of the vector, which was read already
   */
  static InterestVector read(int length, DataInput in) throws IOException {
    InterestVector interests = new InterestVector();
    interests.sum = Vectors.read(length, in);
    interests.mass = in.readDouble();
    interests.atMillis = in.readLong();
    return interests;
  }
}
