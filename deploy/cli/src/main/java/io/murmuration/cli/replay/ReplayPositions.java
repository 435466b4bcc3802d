package io.murmuration.cli.replay;

import java.util.Map;

/**
 * How far a replay's job is: {@code positions.json} in its folder, written by its own process.
 *
 * @param read by {@code topic:partition}, the highest offset that was read
 * @param results likewise the highest that has a result
 */
public record ReplayPositions(Map<String, Long> read, Map<String, Long> results) {
  static final ReplayPositions NONE = new ReplayPositions(Map.of(), Map.of());

  public ReplayPositions {
    read = Map.copyOf(read);
    results = Map.copyOf(results);
  }

  static String key(String topic, String partition) {
    return topic + ":" + partition;
  }

  /** Whether nothing was read yet. */
  boolean areNone() {
    return read.isEmpty();
  }
}
