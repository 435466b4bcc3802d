package io.murmuration.jobs.replay;

import io.murmuration.event.SourcePosition;
import java.io.Serializable;

/**
 * What a replay reads of one partition.
 *
 * @param warmUpFrom from here to {@code from} records fill the state and nothing is written
 * @param to the first offset that is not read
 */
public record ReplayWindow(String topic, int partition, long warmUpFrom, long from, long to)
    implements Serializable {
  public ReplayWindow {
    if (warmUpFrom < 0 || warmUpFrom > from || from > to) {
      throw new IllegalArgumentException(
          "%s:%d: offsets %d, %d, %d are not in order"
              .formatted(topic, partition, warmUpFrom, from, to));
    }
  }

  /** Whether what comes of this position is written. */
  public boolean writes(SourcePosition position) {
    return partition == position.getPartition()
        && position.getOffset() >= from
        && position.getOffset() < to
        && topic.equals(position.getTopic());
  }
}
