package io.murmuration.model.inference;

import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Who may come in: so many wait at once and the next caller blocks, which is the backpressure;
 * after the end nobody, after a fatal failure nobody with success. Its lock is also that of what it
 * guards: every method but {@link #enter} and {@link #closeAndDrain} is called with it held.
 */
public final class Admission {
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition room = lock.newCondition();
  private final Condition idle = lock.newCondition();
  private final int capacity;
  private int waiting;
  private int unanswered;
  private boolean closed;
  private FatalInferenceException fatal;

  public Admission(int capacity) {
    this.capacity = capacity;
  }

  public ReentrantLock lock() {
    return lock;
  }

  /**
   * Blocks while too many wait. Who comes in leaves by {@link #taken} and {@link #answered}.
   *
   * @throws IllegalStateException if it is closed
   * @throws FatalInferenceException if it has failed
   */
  public void enter() throws InterruptedException {
    lock.lockInterruptibly();
    try {
      while (waiting >= capacity && !closed && fatal == null) {
        room.await();
      }
      if (closed) {
        throw new IllegalStateException("the model is closed");
      }
      if (fatal != null) {
        throw fatal;
      }
      waiting++;
      unanswered++;
    } finally {
      lock.unlock();
    }
  }

  /** So many wait no longer. */
  public void taken(int count) {
    waiting -= count;
    if (count > 0) {
      room.signalAll();
    }
  }

  public void answered(int count) {
    unanswered -= count;
    if (unanswered == 0) {
      idle.signalAll();
    }
  }

  public void fail(FatalInferenceException cause) {
    if (fatal == null) {
      fatal = cause;
    }
    room.signalAll();
  }

  /** Null while all is well. */
  public FatalInferenceException fatal() {
    return fatal;
  }

  /** Lets nobody in any more and waits until all are answered. Idempotent. */
  public void closeAndDrain() {
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
