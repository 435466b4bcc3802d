package io.murmuration.feed.tail;

import java.util.Map;
import java.util.function.Supplier;
import org.apache.kafka.common.TopicPartition;

/**
 * Whether a tail has read its topic to the end, which moves on meanwhile: each time that the known
 * end is reached, the end is asked for again, until no more came than one poll brings. For one
 * thread.
 */
final class CatchUp {
  private static final double ALMOST = 0.999;

  private final Map<TopicPartition, Long> from;
  private final long fewRecords;
  private Map<TopicPartition, Long> to;
  private boolean last;

  /**
   * @param to the topic's ends when reading starts
   * @param fewRecords so many more don't move the end again
   */
  CatchUp(Map<TopicPartition, Long> from, Map<TopicPartition, Long> to, long fewRecords) {
    this.from = from;
    this.to = to;
    this.fewRecords = fewRecords;
  }

  /**
   * @param positions what comes next, by partition
   * @return 0 to 1; 1 only when the end is reached
   */
  double look(Map<Integer, Long> positions, Supplier<Map<TopicPartition, Long>> ends) {
    if (left(positions) == 0 && !last) {
      to = ends.get();
      last = left(positions) <= fewRecords;
    }
    if (left(positions) == 0 && last) {
      return 1;
    }
    long all = 0;
    for (Map.Entry<TopicPartition, Long> end : to.entrySet()) {
      all += Math.max(0, end.getValue() - from.get(end.getKey()));
    }
    return Math.min(ALMOST, 1 - (double) left(positions) / Math.max(1, all));
  }

  private long left(Map<Integer, Long> positions) {
    long left = 0;
    for (Map.Entry<TopicPartition, Long> end : to.entrySet()) {
      long next = positions.getOrDefault(end.getKey().partition(), from.get(end.getKey()));
      left += Math.max(0, end.getValue() - next);
    }
    return left;
  }
}
