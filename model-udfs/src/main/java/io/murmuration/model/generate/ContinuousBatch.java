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
 * but for the masks of their next draws: a helper makes those while the network runs. A step that
 * hangs ends the batch: a timer fails all that was asked and refuses what comes, and the decoder is
 * closed by its own thread if the step ever comes back. Closing it sooner would kill the process.
 *
 * @see <a href="https://www.usenix.org/conference/osdi22/presentation/yu">Orca, Yu et al. 2022</a>
 */
public final class ContinuousBatch implements AutoCloseable {
  private static final IntConsumer NOBODY = token -> {};

  private final DecoderStep decoder;
  private final SequenceFactory sequences;
  private final GenerationLimits limits;
  private final DeviceThread device;
  private final DeviceThread timer;
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

  /** In the step that is being computed, which has this number; empty between two steps. */
  private List<Sequence> inStep = List.of();

  private long steps;
  private boolean stepping;
  private boolean watched;
  private boolean hung;

  /** Takes over the decoder and the device thread, and closes both. */
  public ContinuousBatch(DecoderStep decoder, GenerationLimits limits, DeviceThread device) {
    this(
        decoder,
        limits,
        device,
        DeviceThread.daemon("timer-decoder"),
        MaskHelper.daemon(Runtime.getRuntime().availableProcessors()));
  }

  /**
   * @param timer runs short tasks alone; never the thread of the decoder, which may hang
   */
  ContinuousBatch(
      DecoderStep decoder,
      GenerationLimits limits,
      DeviceThread device,
      DeviceThread timer,
      MaskHelper helper) {
    this(decoder, limits, device, timer, helper, System::nanoTime);
  }

  /**
   * @param nanoClock measures, never decides
   */
  ContinuousBatch(
      DecoderStep decoder,
      GenerationLimits limits,
      DeviceThread device,
      DeviceThread timer,
      MaskHelper helper,
      LongSupplier nanoClock) {
    this.decoder = decoder;
    this.sequences = new SequenceFactory(decoder.config(), limits);
    this.limits = limits;
    this.device = device;
    this.timer = timer;
    this.helper = helper;
    this.nanoClock = nanoClock;
    this.running = new RunningSequences(decoder, limits, statistics, helper);
  }

  public CompletableFuture<Generation> submit(GenerationRequest request)
      throws RejectedInputException, InterruptedException {
    return submit(request, NOBODY);
  }

  /**
   * Blocks while the queue is full. The future completes on the device thread, or on the timer's
   * where a step hangs; there nobody may block, submit included. It fails with a {@link
   * RejectedInputException} if this sequence alone can't be decoded, and with a {@link
   * FatalInferenceException} if none can. Cancelling it frees the slot at the next step.
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
        watch();
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

  /**
   * Answers all that was submitted, then ends; waits for it, but for no step that hangs.
   * Idempotent.
   */
  @Override
  public void close() {
    boolean abandoned;
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
      abandoned = hung;
    } finally {
      lock.unlock();
    }
    timer.close();
    if (!abandoned) {
      device.close();
      decoder.close();
    }
    helper.close();
  }

  private void iterate() {
    List<Sequence> joining = begin(running.freeSlots());
    int attempts = 0;
    FatalInferenceException broken = null;
    try {
      running.admit(joining);
      attempts = running.advance();
    } catch (FatalInferenceException e) {
      broken = e;
    } catch (Throwable e) {
      // Errors of the JVM or of native code; the engine is not to be trusted any more.
      broken = new FatalInferenceException("the model's engine failed: " + e, e);
    }
    if (cameBackTooLate()) {
      decoder.close();
      device.stop();
      return;
    }
    if (broken != null) {
      failAll(broken);
      running.removeAll();
      return;
    }
    lock.lock();
    try {
      inStep = List.of();
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

  private boolean cameBackTooLate() {
    lock.lock();
    try {
      stepping = false;
      return hung;
    } finally {
      lock.unlock();
    }
  }

  /** Sees to it that a step that hangs is noticed; with the lock. */
  private void watch() {
    if (!watched) {
      watched = true;
      long seen = steps;
      timer.executeAfter(limits.hangAfter(), () -> look(seen));
    }
  }

  /** On the timer's thread: the step that began before the last look is to be over. */
  private void look(long seen) {
    boolean hangs;
    lock.lock();
    try {
      watched = false;
      hangs = stepping && steps == seen;
      hung = hangs;
      if (!hangs && scheduled) {
        watch();
      }
    } finally {
      lock.unlock();
    }
    if (hangs) {
      failAll(
          new FatalInferenceException(
              "the decoder did not come back from a step within %s: its batch is given up"
                  .formatted(limits.hangAfter())));
    }
  }

  /** Begins a step: those that run, and what joins them. */
  private List<Sequence> begin(int freeSlots) {
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
      inStep = running.sequences();
      inStep.addAll(taken);
      steps++;
      stepping = true;
      room.signalAll();
      return taken;
    } finally {
      lock.unlock();
    }
  }

  private void failAll(FatalInferenceException cause) {
    List<Sequence> doomed;
    lock.lock();
    try {
      fatal = cause;
      doomed = new ArrayList<>(inStep);
      doomed.addAll(queue);
      queue.clear();
      scheduled = false;
      idle.signalAll();
      room.signalAll();
    } finally {
      lock.unlock();
    }
    doomed.forEach(sequence -> sequence.future.completeExceptionally(cause));
  }
}
