package io.murmuration.jobs.replay;

import io.murmuration.event.SourcePosition;
import java.io.Serializable;

/**
 * What a replay reads of one partition.
 *
 * @param warmUpFrom from here to {@code from} records fill the state and nothing is written
 * @param to the first offset that nothing is written of
 * @param readTo the first offset that is not read; what comes before it moves time on, so that what
 *     waits at the window's end goes as it went in production
 */
public record ReplayWindow(
    String topic, int partition, long warmUpFrom, long from, long to, long readTo)
    implements Serializable {
  public ReplayWindow {
    if (warmUpFrom < 0 || warmUpFrom > from || from > to || to > readTo) {
      throw new IllegalArgumentException(
          "%s:%d: offsets %d, %d, %d, %d are not in order"
              .formatted(topic, partition, warmUpFrom, from, to, readTo));
    }
  }

  /** That are read, at most: compaction leaves gaps. */
  public long records() {
    return readTo - warmUpFrom;
  }

  /**
   * Of its records, how many lie before an offset.
   *
   * @param next the first that is not counted
   */
  public long before(long next) {
    return Math.max(0, Math.min(next, readTo) - warmUpFrom);
  }

  /** Whether what comes of this position is written. */
  public boolean writes(SourcePosition position) {
    return isOf(position) && position.getOffset() >= from && position.getOffset() < to;
  }

  boolean isOf(SourcePosition position) {
    return partition == position.getPartition() && topic.equals(position.getTopic());
  }
}
