package io.murmuration.model.inference;

/**
 * Where a request stands.
 *
 * <pre>
 * QUEUED ──► RUNNING ──► DONE
 *   │        ▲  │  ├───► REJECTED
 *   │        │  ▼  │
 *   │       RETRYING
 *   └──────────┴───┴───► EXPIRED; FAILED from any of the three
 * </pre>
 */
enum RequestState {
  QUEUED,
  /** In the engine. */
  RUNNING,
  /** Waits for another call: alone, with half of its batch, or after a back-off. */
  RETRYING,
  DONE,
  REJECTED,
  EXPIRED,
  /** The model is broken: no fate, the job asks again after it is restored. */
  FAILED;

  boolean waits() {
    return this == QUEUED || this == RETRYING;
  }

  /**
   * @throws IllegalStateException where no such step exists
   */
  RequestState to(RequestState next) {
    boolean allowed =
        switch (this) {
          case QUEUED, RETRYING -> next == RUNNING || next == EXPIRED || next == FAILED;
          case RUNNING -> next != QUEUED && next != RUNNING;
          case DONE, REJECTED, EXPIRED, FAILED -> false;
        };
    if (!allowed) {
      throw new IllegalStateException("a request that is " + this + " can't become " + next);
    }
    return next;
  }
}
