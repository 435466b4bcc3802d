package io.murmuration.model.generate;

import io.murmuration.model.inference.DeviceThread;
import io.murmuration.model.inference.FatalInferenceException;
import io.murmuration.model.inference.RejectedInputException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.IntConsumer;
import java.util.function.LongSupplier;

/**
 * Decodes the requests of many threads together, scheduled by the iteration: a sequence joins the
 * running batch at any step and leaves it at its last, so nobody waits for the longest. What a
 * sequence gives is the same alone and in any company.
 *
 * <p>Requests enter under a lock; all that happens to them afterwards happens on the device thread,
 * but for the masks of their next draws: a helper makes those while the network runs.
 *
 * @see <a href="https://www.usenix.org/conference/osdi22/presentation/yu">Orca, Yu et al. 2022</a>
 */
public final class ContinuousBatch implements AutoCloseable {
  private static final IntConsumer NOBODY = token -> {};

  private final DecoderStep decoder;
  private final SequenceFactory sequences;
  private final GenerationLimits limits;
  private final DeviceThread device;
  private final MaskHelper helper;
  private final RunningSequences running;
  private final GenerationStatistics statistics = new GenerationStatistics(this::queued);
  private final LongSupplier nanoClock;

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition room = lock.newCondition();
  private final Condition idle = lock.newCondition();
  private final ArrayDeque<Sequence> queue = new ArrayDeque<>();
  private boolean scheduled;
  private boolean closed;
  private FatalInferenceException fatal;

  /** Takes over the decoder and the device thread, and closes both. */
  public ContinuousBatch(DecoderStep decoder, GenerationLimits limits, DeviceThread device) {
    this(decoder, limits, device, MaskHelper.daemon(Runtime.getRuntime().availableProcessors()));
  }

  ContinuousBatch(
      DecoderStep decoder, GenerationLimits limits, DeviceThread device, MaskHelper helper) {
    this(decoder, limits, device, helper, System::nanoTime);
  }

  /**
   * @param nanoClock measures, never decides
   */
  ContinuousBatch(
      DecoderStep decoder,
      GenerationLimits limits,
      DeviceThread device,
      MaskHelper helper,
      LongSupplier nanoClock) {
    this.decoder = decoder;
    this.sequences = new SequenceFactory(decoder.config(), limits);
    this.limits = limits;
    this.device = device;
    this.helper = helper;
    this.nanoClock = nanoClock;
    this.running = new RunningSequences(decoder, limits, statistics, helper);
  }

  public CompletableFuture<Generation> submit(GenerationRequest request)
      throws RejectedInputException, InterruptedException {
    return submit(request, NOBODY);
  }

  /**
   * Blocks while the queue is full. The future completes on the device thread, where nobody may
   * block, submit included; it fails with a {@link RejectedInputException} if this sequence alone
   * can't be decoded, and with a {@link FatalInferenceException} if none can. Cancelling it frees
   * the slot at the next step.
   *
   * @param onToken hears each token as it is drawn, on the device thread
   * @throws RejectedInputException if the prompt is empty, too long or holds unknown tokens
   * @throws IllegalArgumentException if the request may take back what the listener has heard
   * @throws IllegalStateException if the batch is closed
   */
  public CompletableFuture<Generation> submit(GenerationRequest request, IntConsumer onToken)
      throws RejectedInputException, InterruptedException {
    if (onToken != NOBODY && Double.isFinite(request.mostStrain())) {
      throw new IllegalArgumentException("what was heard can't be taken back: bear all strain");
    }
    Sequence sequence = sequences.create(request, onToken);
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
      sequence.queuedNanos = nanoClock.getAsLong();
      queue.add(sequence);
      if (!scheduled) {
        scheduled = true;
        device.execute(this::iterate);
      }
      return sequence.future;
    } finally {
      lock.unlock();
    }
  }

  private int queued() {
    lock.lock();
    try {
      return queue.size();
    } finally {
      lock.unlock();
    }
  }

  public GenerationStatistics statistics() {
    return statistics;
  }

  /** Answers all that was submitted, then ends; waits for it. Idempotent. */
  @Override
  public void close() {
    lock.lock();
    try {
      if (closed) {
        return;
      }
      closed = true;
      room.signalAll();
      while (scheduled) {
        idle.awaitUninterruptibly();
      }
    } finally {
      lock.unlock();
    }
    device.close();
    helper.close();
    decoder.close();
  }

  private void iterate() {
    List<Sequence> joining = take(running.freeSlots());
    int attempts;
    try {
      running.admit(joining);
      attempts = running.advance();
    } catch (FatalInferenceException e) {
      failAll(joining, e);
      return;
    } catch (Throwable e) {
      // Errors of the JVM or of native code; the engine is not to be trusted any more.
      failAll(joining, new FatalInferenceException("the model's engine failed: " + e, e));
      return;
    }
    lock.lock();
    try {
      scheduled = running.size() > 0 || !queue.isEmpty();
      idle.signalAll();
      if (!scheduled) {
        return;
      }
    } finally {
      lock.unlock();
    }
    if (attempts == 0) {
      device.execute(this::iterate);
    } else {
      device.executeAfter(limits.backoff().multipliedBy(1L << attempts - 1), this::iterate);
    }
  }

  private List<Sequence> take(int freeSlots) {
    List<Sequence> taken = new ArrayList<>();
    int tokens = 0;
    lock.lock();
    try {
      while (taken.size() < freeSlots && !queue.isEmpty() && tokens < limits.prefillTokens()) {
        Sequence next = queue.poll();
        if (!next.ended()) {
          taken.add(next);
          statistics.waited(nanoClock.getAsLong() - next.queuedNanos);
          tokens += next.nextLength();
        }
      }
      room.signalAll();
      return taken;
    } finally {
      lock.unlock();
    }
  }

  private void failAll(List<Sequence> joining, FatalInferenceException cause) {
    List<Sequence> doomed;
    lock.lock();
    try {
      fatal = cause;
      doomed = new ArrayList<>(joining);
      doomed.addAll(queue);
      queue.clear();
      doomed.addAll(running.removeAll());
      scheduled = false;
      idle.signalAll();
      room.signalAll();
    } finally {
      lock.unlock();
    }
    doomed.forEach(sequence -> sequence.future.completeExceptionally(cause));
  }
}
