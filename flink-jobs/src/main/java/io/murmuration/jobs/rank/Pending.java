package io.murmuration.jobs.rank;

import io.murmuration.jobs.rank.stages.Origin;
import io.murmuration.jobs.rank.stages.ReaderInput;
import java.time.Duration;

/**
 * What a known reader waits for.
 *
 * @param dueAtMillis event time of the next ranking, or {@link #NEVER}
 * @param last input so far; its time of sending is of the newest act or follow that waits
 * @param lateInputs so far
 * @param checkAtMillis event time of the next look whether the reader is gone
 * @param activeAtMillis event time of the newest act or follow; 0 in state that is older than this
 *     field, until the next one
 */
public record Pending(
    long dueAtMillis, Origin last, long lateInputs, long checkAtMillis, long activeAtMillis) {
  static final long NEVER = Long.MAX_VALUE;

  Pending due(long atMillis) {
    return new Pending(
        Math.min(dueAtMillis, atMillis), last, lateInputs, checkAtMillis, activeAtMillis);
  }

  Pending ranked() {
    return new Pending(NEVER, last, lateInputs, checkAtMillis, activeAtMillis);
  }

  Pending after(ReaderInput input, boolean late) {
    Origin origin = input.isOffered() ? ofOffer(input.origin()) : input.origin();
    int more = late || origin.late() ? 1 : 0;
    long active =
        input.isOffered() ? activeAtMillis : Math.max(activeAtMillis, input.origin().atMillis());
    return new Pending(dueAtMillis, origin, lateInputs + more, checkAtMillis, active);
  }

  /** Latency counts from what the reader did, not from another's act that led to an offer. */
  private Origin ofOffer(Origin offer) {
    return offer.sentAt(dueAtMillis == NEVER ? Origin.UNKNOWN : last.sentAtMillis());
  }

  boolean isAway(long atMillis, Duration after) {
    return atMillis - activeAtMillis > after.toMillis();
  }

  Pending checkedAgainAt(long atMillis) {
    return new Pending(dueAtMillis, last, lateInputs, atMillis, activeAtMillis);
  }
}
