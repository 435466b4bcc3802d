package io.murmuration.model.rank;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;

/** The vectors of the last posts that a person was shown. */
final class SeenPosts {
  static final int KEPT = 20;

  private final Deque<float[]> vectors = new ArrayDeque<>();

  void add(float[] vector) {
    vectors.addLast(vector);
    if (vectors.size() > KEPT) {
      vectors.removeFirst();
    }
  }

  /** The greatest cosine, or 0. */
  double nearest(float[] vector) {
    return vectors.stream().mapToDouble(seen -> dot(seen, vector)).max().orElse(0);
  }

  /** The mean cosine, or 0. */
  double mean(float[] vector) {
    return vectors.stream().mapToDouble(seen -> dot(seen, vector)).sum()
        / Math.max(1, vectors.size());
  }

  void write(DataOutput out) throws IOException {
    out.writeInt(vectors.size());
    for (float[] vector : vectors) {
      out.writeInt(vector.length);
      for (float value : vector) {
        out.writeFloat(value);
      }
    }
  }

  static SeenPosts read(DataInput in) throws IOException {
    SeenPosts seen = new SeenPosts();
    for (int left = in.readInt(); left > 0; left--) {
      float[] vector = new float[in.readInt()];
      for (int i = 0; i < vector.length; i++) {
        vector[i] = in.readFloat();
      }
      seen.add(vector);
    }
    return seen;
  }

  private static double dot(float[] left, float[] right) {
    float sum = 0;
    for (int i = 0; i < Math.min(left.length, right.length); i++) {
      sum += left[i] * right[i];
    }
    return sum;
  }
}
