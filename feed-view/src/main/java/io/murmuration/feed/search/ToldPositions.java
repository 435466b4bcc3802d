package io.murmuration.feed.search;

import java.util.HashMap;
import java.util.Map;

/** Which positions of a topic were met already, by whichever tail. Thread-safe. */
final class ToldPositions {
  private final Map<Integer, Long> next = new HashMap<>();

  /** Whether nobody has told of this position or of a later one of its partition. */
  synchronized boolean isNew(int partition, long offset) {
    if (offset < next.getOrDefault(partition, 0L)) {
      return false;
    }
    next.put(partition, offset + 1);
    return true;
  }
}
