package io.murmuration.model.inference;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntUnaryOperator;

/**
 * Which lane the next batch is of: the most urgent one that waits, unless another was passed over
 * as often as its patience allows. A batch is of one lane. Not thread-safe.
 */
final class Lanes<P, O> {
  private final Map<Lane, LaneQueue<P, O>> queues = new EnumMap<>(Lane.class);
  private final Map<Lane, Integer> passedOver = new EnumMap<>(Lane.class);

  Lanes() {
    for (Lane lane : Lane.values()) {
      queues.put(lane, new LaneQueue<>(lane));
      passedOver.put(lane, 0);
    }
  }

  LaneQueue<P, O> of(Lane lane) {
    return queues.get(lane);
  }

  boolean isEmpty() {
    return queues.values().stream().allMatch(LaneQueue::isEmpty);
  }

  /**
   * Whether an advertisement waits, what is called again, or a full batch.
   *
   * @param rows of a batch, from its padded length
   */
  boolean presses(IntUnaryOperator rows) {
    if (!queues.get(Lane.ADS).isEmpty()) {
      return true;
    }
    for (LaneQueue<P, O> queue : queues.values()) {
      if (queue.presses(rows)) {
        return true;
      }
    }
    return false;
  }

  /** Empty only if nothing waits. */
  List<Request<P, O>> take(IntUnaryOperator rows) {
    Lane chosen = null;
    boolean chosenIsOverdue = false;
    for (Lane lane : Lane.values()) {
      if (queues.get(lane).isEmpty()) {
        passedOver.put(lane, 0);
        continue;
      }
      boolean overdue = passedOver.get(lane) >= lane.patience();
      if (chosen == null || overdue && !chosenIsOverdue) {
        chosen = lane;
        chosenIsOverdue = overdue;
      }
    }
    if (chosen == null) {
      return List.of();
    }
    for (Lane lane : Lane.values()) {
      boolean passed = lane != chosen && !queues.get(lane).isEmpty();
      passedOver.merge(lane, 1, (count, one) -> passed ? count + one : 0);
    }
    return queues.get(chosen).take(rows);
  }
}
