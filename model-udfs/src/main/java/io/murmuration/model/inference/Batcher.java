package io.murmuration.model.inference;

import java.time.Duration;
import java.util.List;
import java.util.PriorityQueue;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongConsumer;
import java.util.function.LongSupplier;

/**
 * Turns requests of many threads into batches of one model: batch while busy. A batch starts as
 * soon as the device is free and takes what has queued up meanwhile, so a lone request waits for
 * nothing and a crowd fills its batches; one that is not full may wait for what is being prepared,
 * see {@link BatchHold}.
 *
 * <p>The requests belong to a {@link RequestScheduler}, into which one lock lets one thread at a
 * time: a caller that queues, the device thread between two calls, or the timer that ends what has
 * expired and gives up a call that hangs. The model is called, and answers are told, outside.
 */
public final class Batcher<P, O> implements AutoCloseable {
  /** With so many calls hanging at once it is the process that is sick. */
  private static final int MAX_HANGING = 4;

  private static final long NEVER = Long.MAX_VALUE;

  private final ModelIdentity identity;
  private final BatchLimits limits;
  private final EngineSource<P, O> source;
  private final DeviceThread timer;
  private final LongSupplier nanoClock;
  private final BatchStatistics statistics;
  private final RequestScheduler<P, O> scheduler;
  private final Admission admission;
  private final BatchHold hold;
  private final ReentrantLock lock;

  // All below is guarded by the lock.
  private Engine<P, O> engine;
  private Call<P, O> call;

  /** When the engine began to load its model again; NEVER if it doesn't. */
  private long loadsSinceNanos = NEVER;

  private boolean busy;
  private long order;
  private int hanging;

  /** For when alarms are set, the next first; each is set before all that were set already. */
  private final PriorityQueue<Long> alarms = new PriorityQueue<>();

  /**
   * Takes over the model and the timer, and closes both.
   *
   * @param timer runs short tasks alone; never the thread of an engine, which may hang
   */
  Batcher(
      ModelIdentity identity,
      Model<P, O> model,
      BatchLimits limits,
      EngineSource<P, O> source,
      DeviceThread timer,
      LongSupplier nanoClock) {
    this.identity = identity;
    this.limits = limits;
    this.source = source;
    this.timer = timer;
    this.nanoClock = nanoClock;
    this.admission = new Admission(limits.queueCapacity());
    this.statistics = new BatchStatistics(admission::waiting);
    this.hold = new BatchHold(admission, limits.maxItems());
    this.scheduler = new RequestScheduler<>(identity, limits, statistics, admission::left);
    this.lock = admission.lock();
    this.engine = new Engine<>(source.newThread(), source.newInFlight(), model);
  }

  /** Null unless no batch can ever hold it. */
  InferenceOutcome<O> refusal(Prepared<P> input) {
    if (input.paddedTokens() <= limits.maxPaddedTokens()) {
      return null;
    }
    statistics.rejectedOne();
    return new InferenceOutcome.Rejected<>(
        identity,
        0,
        "TOO_LARGE",
        "the input takes %d tokens, a batch holds %d"
            .formatted(input.paddedTokens(), limits.maxPaddedTokens()));
  }

  /**
   * Blocks while the queue is full: that is the backpressure. What is admitted is to be enqueued or
   * withdrawn, soon and by any thread; its time runs from now. Its outcome fails only with a {@link
   * FatalInferenceException}; it completes on the engine's thread, on the timer's where it expired,
   * or on the thread that withdraws it.
   *
   * @throws IllegalStateException if the batcher is closed
   * @throws FatalInferenceException if the model is broken
   */
  Request<P, O> admit(Urgency urgency) throws InterruptedException {
    lock.lockInterruptibly();
    try {
      int company = admission.enter(urgency.lane());
      hold.comes();
      return new Request<>(urgency, nanoClock.getAsLong(), order++, company);
    } finally {
      lock.unlock();
    }
  }

  /** Never blocks. */
  void enqueue(Request<P, O> request, Prepared<P> input) {
    change(
        now -> {
          hold.came();
          request.input = input;
          scheduler.add(request, now);
          if (admission.fatal() != null) {
            scheduler.failAll(null, admission.fatal());
          }
        });
  }

  /** It needs no computing, and nobody waits for it. */
  void withdraw(Request<P, O> request) {
    change(
        now -> {
          hold.came();
          admission.left(request.lane);
          admission.answered(1);
        });
  }

  /** It needs no computing. */
  void withdraw(Request<P, O> request, InferenceOutcome<O> known) {
    request.outcome.complete(known);
    withdraw(request);
  }

  /** It can't be computed. */
  void withdraw(Request<P, O> request, FatalInferenceException failure) {
    request.outcome.completeExceptionally(failure);
    withdraw(request);
  }

  /**
   * What any thread but the engine's does to the requests: changes them, sees to it that they are
   * called, and tells those that ended.
   *
   * @param change is told the time
   */
  private void change(LongConsumer change) {
    List<Request<P, O>> ended;
    lock.lock();
    try {
      long now = nanoClock.getAsLong();
      change.accept(now);
      ended = scheduler.takeEnded();
      kick(now);
      setAlarm(now);
    } finally {
      lock.unlock();
    }
    answer(ended);
  }

  public BatchStatistics statistics() {
    return statistics;
  }

  /** Answers all that was submitted, then closes the model; waits for both. Idempotent. */
  @Override
  public void close() {
    admission.closeAndDrain();
    Engine<P, O> last;
    boolean loads;
    lock.lock();
    try {
      last = engine;
      loads = loadsSinceNanos != NEVER;
      engine = null;
    } finally {
      lock.unlock();
    }
    timer.close();
    if (last != null && loads) {
      // For nobody, and it may hang.
      last.abandon();
    } else if (last != null) {
      last.close();
    }
  }

  private void kick(long now) {
    if (!busy && engine != null && mayStart(now)) {
      busy = true;
      Engine<P, O> current = engine;
      current.thread.execute(surely(() -> runNext(current)));
    }
  }

  private boolean mayStart(long now) {
    if (!scheduler.hasReady()) {
      hold.nothingIsReady();
      return false;
    }
    return !hold.isCalledFor() || scheduler.presses(now) || hold.isOver(now);
  }

  /** On the engine's thread: one call, and what comes of it. */
  private void runNext(Engine<P, O> current) {
    Call<P, O> next = begin(current);
    if (next == null) {
      return;
    }
    Call.Result<O> result = current.run(next, identity);
    List<Request<P, O>> ended = List.of();
    boolean abandoned;
    lock.lock();
    try {
      abandoned = engine != current;
      if (abandoned) {
        hanging--;
      } else {
        call = null;
        ended = end(next, result);
        current.thread.execute(surely(() -> runNext(current)));
      }
    } finally {
      lock.unlock();
    }
    if (abandoned) {
      current.closeAbandoned();
    }
    answer(ended);
  }

  private Call<P, O> begin(Engine<P, O> current) {
    Call<P, O> next = null;
    List<Request<P, O>> ended;
    lock.lock();
    try {
      if (engine != current) {
        return null;
      }
      long now = nanoClock.getAsLong();
      scheduler.wake(now);
      if (mayStart(now)) {
        next = scheduler.next(now);
        hold.started(next == null ? Integer.MAX_VALUE : next.batch().size());
      }
      ended = scheduler.takeEnded();
      call = next;
      busy = next != null;
      setAlarm(now);
    } finally {
      lock.unlock();
    }
    answer(ended);
    return next;
  }

  private List<Request<P, O>> end(Call<P, O> ran, Call.Result<O> result) {
    long now = nanoClock.getAsLong();
    try {
      scheduler.ended(ran, result, now);
    } catch (FatalInferenceException e) {
      failAll(ran, e);
    }
    setAlarm(now);
    return scheduler.takeEnded();
  }

  private void failAll(Call<P, O> ran, FatalInferenceException cause) {
    admission.fail(cause);
    scheduler.failAll(ran, cause);
  }

  /** Runs what hangs on the outcomes; without the lock. */
  private void answer(List<Request<P, O>> ended) {
    if (ended.isEmpty()) {
      return;
    }
    ended.forEach(Request::answer);
    lock.lock();
    try {
      admission.answered(ended.size());
    } finally {
      lock.unlock();
    }
  }

  /**
   * For what may expire, be tried again or hang, and for a batch that is held; a busy engine looks
   * for that one itself. An alarm that rings too early sets the next one, so none is set where one
   * is to ring before.
   */
  private void setAlarm(long now) {
    long held = busy ? NEVER : hold.endsNanos();
    long hangs = Math.min(hangsAtNanos(), loadHangsAtNanos());
    long at = Math.min(held, Math.min(scheduler.nextWakeNanos(), hangs));
    if (at < (alarms.isEmpty() ? NEVER : alarms.peek())) {
      alarms.add(at);
      timer.executeAfter(Duration.ofNanos(Math.max(0, at - now)), surely(() -> ring(at)));
    }
  }

  private long hangsAtNanos() {
    return call == null ? NEVER : call.startedNanos() + limits.hangAfter().toNanos();
  }

  private long loadHangsAtNanos() {
    return loadsSinceNanos == NEVER ? NEVER : loadsSinceNanos + limits.loadWithin().toNanos();
  }

  private void ring(long setFor) {
    change(
        now -> {
          alarms.remove(setFor);
          scheduler.wake(now);
          if (hangsAtNanos() <= now) {
            giveUp(now);
          } else if (loadHangsAtNanos() <= now) {
            giveUpLoading();
          }
        });
  }

  private void giveUp(long now) {
    Call<P, O> hung = call;
    call = null;
    engine.abandon();
    engine = null;
    if (++hanging >= MAX_HANGING) {
      failAll(
          hung,
          new FatalInferenceException(
              "%s %s hangs in %d calls at once, each longer than %s: start the process again"
                  .formatted(identity.name(), identity.version(), hanging, limits.hangAfter())));
      return;
    }
    scheduler.hung(hung, now);
    Engine<P, O> fresh = Engine.unloaded(source);
    engine = fresh;
    busy = true;
    loadsSinceNanos = now;
    fresh.thread.execute(surely(() -> reload(fresh)));
  }

  /** What hangs there would hang again: a disk, a device. */
  private void giveUpLoading() {
    loadsSinceNanos = NEVER;
    engine.abandon();
    engine = null;
    failAll(
        null,
        new FatalInferenceException(
            "%s %s hung and was not loaded again within %s: look at the disk and the device"
                .formatted(identity.name(), identity.version(), limits.loadWithin())));
  }

  private void reload(Engine<P, O> fresh) {
    fresh.load(source);
    boolean abandoned;
    lock.lock();
    try {
      abandoned = engine != fresh;
      if (!abandoned) {
        loadsSinceNanos = NEVER;
      }
    } finally {
      lock.unlock();
    }
    if (abandoned) {
      fresh.closeAbandoned();
    } else {
      runNext(fresh);
    }
  }

  /** A task on a thread that would swallow its failure, and all requests would wait for ever. */
  private Runnable surely(Runnable task) {
    return () -> {
      try {
        task.run();
      } catch (Throwable e) {
        FatalInferenceException fatal =
            e instanceof FatalInferenceException known
                ? known
                : new FatalInferenceException("the batcher failed: " + e, e);
        change(
            now -> {
              Call<P, O> ran = call;
              call = null;
              loadsSinceNanos = NEVER;
              failAll(ran, fatal);
            });
      }
    };
  }
}
