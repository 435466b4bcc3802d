package io.murmuration.loadgen.world;

import java.util.HashMap;
import java.util.Map;

/** What a person saw, older views counting less: what makes repetition tiresome. */
final class ViewHistory {
  private static final double HALF_LIFE_MILLIS = 3 * 3_600_000.0;

  private final double[] topics;
  private final Map<Integer, Double> authors = new HashMap<>();
  private long atMillis;

  ViewHistory(int topics) {
    this.topics = new double[topics];
  }

  void saw(Post post, long at) {
    decayTo(at);
    for (int i = 0; i < topics.length; i++) {
      topics[i] += post.about()[i];
    }
    authors.merge(post.author(), 1.0, Double::sum);
  }

  Situation situation(Post post, int position, long at, boolean follows) {
    double faded = faded(at);
    double topicSeen = 0;
    for (int i = 0; i < topics.length; i++) {
      topicSeen += topics[i] * post.about()[i];
    }
    double authorSeen = authors.getOrDefault(post.author(), 0.0);
    return new Situation(position, at, follows, faded * topicSeen, faded * authorSeen);
  }

  private double faded(long at) {
    return Math.pow(0.5, Math.max(0, at - atMillis) / HALF_LIFE_MILLIS);
  }

  private void decayTo(long at) {
    double faded = faded(at);
    for (int i = 0; i < topics.length; i++) {
      topics[i] *= faded;
    }
    authors.replaceAll((author, seen) -> seen * faded);
    authors.values().removeIf(seen -> seen < 0.01);
    atMillis = Math.max(atMillis, at);
  }
}
