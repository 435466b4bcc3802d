package io.murmuration.cli.bench.flow;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.DoubleSupplier;

/**
 * Waits for each post's due time. Who is late sends at once, with the time that it was due: no post
 * is skipped, and no wait is hidden (Tene, "coordinated omission").
 */
final class Pacer {
  /** Time as it passes here; tests pass another. */
  interface Time {
    long nanos();

    /** Returns at that time or later. */
    void sleepUntil(long nanos) throws InterruptedException;
  }

  static final Time REAL =
      new Time() {
        @Override
        public long nanos() {
          return System.nanoTime();
        }

        @Override
        public void sleepUntil(long nanos) throws InterruptedException {
          for (long left = nanos - nanos(); left > 0; left = nanos - nanos()) {
            LockSupport.parkNanos(left);
            if (Thread.interrupted()) {
              throw new InterruptedException();
            }
          }
        }
      };

  private final DoubleSupplier times;
  private final Time time;
  private final long startNanos;

  /**
   * @param lead before the first post, for those who are still starting
   */
  Pacer(Schedule schedule, Duration lead, Time time) {
    this.times = schedule.times();
    this.time = time;
    this.startNanos = time.nanos() + lead.toNanos();
  }

  /** Waits for the next due time and returns it. */
  long next() throws InterruptedException {
    double seconds = times.getAsDouble();
    if (Double.isInfinite(seconds)) {
      return time.nanos();
    }
    long due = startNanos + (long) (seconds * 1e9);
    time.sleepUntil(due);
    return due;
  }
}
