package io.murmuration.jobs.rank;

import io.murmuration.jobs.rank.stages.Origin;

/**
 * What a known reader waits for.
 *
 * @param dueAtMillis event time of the next ranking, or {@link #NEVER}
 * @param last input so far
 * @param lateInputs so far
 * @param checkAtMillis event time of the next look whether the reader is gone
 */
public record Pending(long dueAtMillis, Origin last, long lateInputs, long checkAtMillis) {
  static final long NEVER = Long.MAX_VALUE;

  Pending due(long atMillis) {
    return new Pending(Math.min(dueAtMillis, atMillis), last, lateInputs, checkAtMillis);
  }

  Pending ranked() {
    return new Pending(NEVER, last, lateInputs, checkAtMillis);
  }

  Pending after(Origin input, boolean late) {
    return new Pending(dueAtMillis, input, lateInputs + (late ? 1 : 0), checkAtMillis);
  }

  Pending checkedAgainAt(long atMillis) {
    return new Pending(dueAtMillis, last, lateInputs, atMillis);
  }
}
