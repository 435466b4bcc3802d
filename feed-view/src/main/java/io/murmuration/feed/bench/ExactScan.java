package io.murmuration.feed.bench;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;

/** The baseline: every vector is compared. */
final class ExactScan {
  private ExactScan() {}

  private record Scored(int index, float score) {}

  /**
   * @param count the first so many of the corpus
   * @return indices, nearest first
   */
  static List<Integer> nearest(BenchCorpus corpus, float[] query, int count, int limit) {
    PriorityQueue<Scored> best = new PriorityQueue<>(Comparator.comparingDouble(Scored::score));
    for (int i = 0; i < count; i++) {
      best.add(new Scored(i, dot(query, corpus.vector(i))));
      if (best.size() > limit) {
        best.poll();
      }
    }
    List<Scored> sorted = new ArrayList<>(best);
    sorted.sort(Comparator.comparingDouble(Scored::score).reversed());
    return sorted.stream().map(Scored::index).toList();
  }

  static float dot(float[] a, float[] b) {
    float sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += a[i] * b[i];
    }
    return sum;
  }
}
