package io.murmuration.model.inference;

import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Who may come in: so many wait at once in each lane and the next caller blocks, which is the
 * backpressure; a full lane holds up no other. After the end nobody comes in, after a fatal failure
 * nobody either. Its lock is also that of what it guards: every method but {@link #enter}, {@link
 * #waiting(Lane)} and {@link #closeAndDrain} is called with it held.
 */
final class Admission {
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition room = lock.newCondition();
  private final Condition idle = lock.newCondition();
  private final int capacity;
  private final int[] waiting = new int[Lane.values().length];
  private int unanswered;
  private boolean closed;
  private FatalInferenceException fatal;

  Admission(int capacity) {
    this.capacity = capacity;
  }

  ReentrantLock lock() {
    return lock;
  }

  /**
   * Blocks while too many wait. Who comes in leaves by {@link #left} and {@link #answered}.
   *
   * @return how many are in now
   * @throws IllegalStateException if it is closed
   * @throws FatalInferenceException if it has failed
   */
  int enter(Lane lane) throws InterruptedException {
    lock.lockInterruptibly();
    try {
      while (waiting[lane.ordinal()] >= capacity && !closed && fatal == null) {
        room.await();
      }
      if (closed) {
        throw new IllegalStateException("the model is closed");
      }
      if (fatal != null) {
        throw fatal;
      }
      waiting[lane.ordinal()]++;
      unanswered++;
      return unanswered;
    } finally {
      lock.unlock();
    }
  }

  /** One waits no longer. */
  void left(Lane lane) {
    waiting[lane.ordinal()]--;
    room.signalAll();
  }

  /** In all lanes, for their first call. */
  int waiting() {
    int all = 0;
    for (int lane : waiting) {
      all += lane;
    }
    return all;
  }

  /** In this lane, for their first call. */
  int waiting(Lane lane) {
    lock.lock();
    try {
      return waiting[lane.ordinal()];
    } finally {
      lock.unlock();
    }
  }

  int unanswered() {
    return unanswered;
  }

  void answered(int count) {
    unanswered -= count;
    if (unanswered == 0) {
      idle.signalAll();
    }
  }

  void fail(FatalInferenceException cause) {
    if (fatal == null) {
      fatal = cause;
    }
    room.signalAll();
  }

  /** Null while all is well. */
  FatalInferenceException fatal() {
    return fatal;
  }

  /** Lets nobody in any more and waits until all are answered. Idempotent. */
  void closeAndDrain() {
    lock.lock();
    try {
      closed = true;
      room.signalAll();
      while (unanswered > 0) {
        idle.awaitUninterruptibly();
      }
    } finally {
      lock.unlock();
    }
  }
}
