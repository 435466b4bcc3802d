package io.murmuration.model.inference;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;

/**
 * Turns requests of many threads into batches of one model: batch while busy. A batch starts as
 * soon as the device is free and takes what has queued up meanwhile, so a lone request waits for
 * nothing and a crowd fills its batches; no timer is involved.
 *
 * <p>Requests enter under a lock; all that happens to them afterwards happens on the device thread.
 */
public final class Batcher<P, O> implements AutoCloseable {
  private final BatchLimits limits;
  private final DeviceThread device;
  private final LongSupplier nanoClock;
  private final BatchRunner<P, O> runner;
  private final BatchStatistics statistics = new BatchStatistics();

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition room = lock.newCondition();
  private final Condition idle = lock.newCondition();
  private final BucketQueue<P, O> queue = new BucketQueue<>();
  private boolean running;
  private boolean closed;
  private long order;
  private int unanswered;
  private FatalInferenceException fatal;

  public Batcher(
      ModelIdentity identity,
      Model<P, O> model,
      BatchLimits limits,
      DeviceThread device,
      LongSupplier nanoClock) {
    this.limits = limits;
    this.device = device;
    this.nanoClock = nanoClock;
    this.runner = new BatchRunner<>(identity, model, limits, device, nanoClock, statistics);
  }

  /**
   * Blocks while the queue is full: that is the backpressure. The future fails only with a {@link
   * FatalInferenceException}; it completes on the device thread.
   *
   * @throws IllegalStateException if the batcher is closed
   */
  public CompletableFuture<InferenceOutcome<O>> submit(P prepared, int tokens, int paddedTokens)
      throws InterruptedException {
    lock.lockInterruptibly();
    try {
      while (queue.size() >= limits.queueCapacity() && !closed && fatal == null) {
        room.await();
      }
      if (closed) {
        throw new IllegalStateException("the model is closed");
      }
      if (fatal != null) {
        return CompletableFuture.failedFuture(fatal);
      }
      Request<P, O> request =
          new Request<>(prepared, tokens, paddedTokens, nanoClock.getAsLong(), order++);
      queue.add(request);
      unanswered++;
      request.outcome.whenComplete((outcome, error) -> answered());
      if (!running) {
        running = true;
        device.execute(this::runNext);
      }
      return request.outcome;
    } finally {
      lock.unlock();
    }
  }

  public BatchStatistics statistics() {
    return statistics;
  }

  /** Answers all that was submitted, then ends; waits for it. Idempotent. */
  @Override
  public void close() {
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
    device.close();
  }

  private void runNext() {
    List<Request<P, O>> batch = take();
    if (batch.isEmpty()) {
      return;
    }
    try {
      runner.run(batch);
    } catch (FatalInferenceException e) {
      failAll(batch, e);
    } catch (Throwable e) {
      // Errors of the JVM or of native code; the engine is not to be trusted any more.
      failAll(batch, new FatalInferenceException("the model's engine failed: " + e, e));
    }
    device.execute(this::runNext);
  }

  private List<Request<P, O>> take() {
    lock.lock();
    try {
      List<Request<P, O>> batch = queue.take(limits);
      running = !batch.isEmpty();
      room.signalAll();
      return batch;
    } finally {
      lock.unlock();
    }
  }

  private void failAll(List<Request<P, O>> batch, FatalInferenceException cause) {
    List<Request<P, O>> doomed = new ArrayList<>(batch);
    lock.lock();
    try {
      fatal = cause;
      while (queue.size() > 0) {
        doomed.addAll(queue.take(limits));
      }
      room.signalAll();
    } finally {
      lock.unlock();
    }
    doomed.forEach(request -> request.outcome.completeExceptionally(cause));
  }

  private void answered() {
    lock.lock();
    try {
      unanswered--;
      idle.signalAll();
    } finally {
      lock.unlock();
    }
  }
}
