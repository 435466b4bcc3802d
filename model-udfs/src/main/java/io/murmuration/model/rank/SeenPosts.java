package io.murmuration.model.rank;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;

/** The vectors of the last posts that a person was shown. */
final class SeenPosts {
  static final int KEPT = 20;

  record Similarity(double nearest, double mean) {}

  private final Deque<float[]> vectors = new ArrayDeque<>();

  void add(float[] vector) {
    vectors.addLast(vector);
    if (vectors.size() > KEPT) {
      vectors.removeFirst();
    }
  }

  void clear() {
    vectors.clear();
  }

  /** Cosines with those seen, 0 where there are none. */
  Similarity similarity(float[] vector) {
    double nearest = Double.NEGATIVE_INFINITY;
    double sum = 0;
    for (float[] seen : vectors) {
      double cosine = Vectors.dot(seen, vector);
      nearest = Math.max(nearest, cosine);
      sum += cosine;
    }
    return vectors.isEmpty() ? new Similarity(0, 0) : new Similarity(nearest, sum / vectors.size());
  }

  void write(DataOutput out) throws IOException {
    out.writeInt(vectors.size());
    for (float[] vector : vectors) {
      Vectors.write(vector, out);
    }
  }

  static SeenPosts read(DataInput in) throws IOException {
    SeenPosts seen = new SeenPosts();
    for (int left = in.readInt(); left > 0; left--) {
      seen.add(Vectors.read(in));
    }
    return seen;
  }
}
