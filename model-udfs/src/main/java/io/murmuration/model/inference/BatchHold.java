package io.murmuration.model.inference;

import java.time.Duration;

/**
 * How long what is ready waits for what is still being prepared: while something is coming, a small
 * batch would take from it the core that it needs to come. For {@link #SHORT} and then for none of
 * those that wait, or, in a crowd, for {@link #IN_A_CROWD}. Guarded by the admission's lock.
 */
final class BatchHold {
  static final Duration SHORT = Duration.ofMillis(2);
  static final Duration IN_A_CROWD = Duration.ofMillis(20);

  /** More than so many full batches under way are a crowd. */
  static final int CROWD_BATCHES = 4;

  private static final long NEVER = Long.MAX_VALUE;

  private final Admission admission;
  private final int crowd;

  /** Admitted, and neither enqueued nor withdrawn yet. */
  private int coming;

  private long sinceNanos = NEVER;

  /** So many requests wait for nobody any more. */
  private int released;

  /**
   * @param maxItems of a batch
   */
  BatchHold(Admission admission, int maxItems) {
    this.admission = admission;
    this.crowd = CROWD_BATCHES * maxItems;
  }

  void comes() {
    coming++;
  }

  /** Or is withdrawn. */
  void came() {
    coming--;
  }

  void nothingIsReady() {
    sinceNanos = NEVER;
    released = 0;
  }

  /** Whether there is anything to wait for. */
  boolean isCalledFor() {
    return coming > 0 && released == 0;
  }

  /** Begins it, if need be. */
  boolean isOver(long now) {
    sinceNanos = Math.min(sinceNanos, now);
    if (now - sinceNanos < length().toNanos()) {
      return false;
    }
    released = admission.waiting() - coming;
    return true;
  }

  /**
   * @param requests of the batch that started
   */
  void started(int requests) {
    sinceNanos = NEVER;
    released = Math.max(0, released - requests);
  }

  /** When it lets go of what it holds; the end of time while it holds nothing. */
  long endsNanos() {
    return sinceNanos == NEVER ? NEVER : sinceNanos + length().toNanos();
  }

  private Duration length() {
    return admission.unanswered() > crowd ? IN_A_CROWD : SHORT;
  }
}
