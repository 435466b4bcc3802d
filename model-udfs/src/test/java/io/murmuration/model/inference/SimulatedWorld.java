package io.murmuration.model.inference;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.Random;
import java.util.function.BooleanSupplier;

/**
 * Threads and time without either: which of the ready tasks runs next is the seed's choice, and the
 * clock moves only where nothing is ready. A task that takes time lets the others run meanwhile.
 */
final class SimulatedWorld {
  private record Timed(long atNanos, long order, SimulatedThread on, Runnable task) {}

  private final Random random;
  private final List<SimulatedThread> threads = new ArrayList<>();
  private final PriorityQueue<Timed> timed =
      new PriorityQueue<>(Comparator.comparingLong(Timed::atNanos).thenComparing(Timed::order));
  private Throwable failure;
  private long nowNanos;
  private long order;

  SimulatedWorld(Random random) {
    this.random = random;
  }

  long nowNanos() {
    return nowNanos;
  }

  SimulatedThread newThread() {
    SimulatedThread thread = new SimulatedThread();
    threads.add(thread);
    return thread;
  }

  /** Runs all there is. */
  void run() {
    while (step()) {}
    if (failure != null) {
      throw new AssertionError("a task failed: " + failure, failure);
    }
  }

  /** For a task of a thread: what others do until then. */
  void pass(Duration time) {
    long end = nowNanos + time.toNanos();
    timed.add(new Timed(end, order++, newThread(), () -> {}));
    passUntil(() -> nowNanos >= end);
  }

  /** For a task of a thread: what others do until the condition holds, or for ever. */
  void passUntil(BooleanSupplier holds) {
    while (!holds.getAsBoolean() && step()) {}
  }

  private boolean step() {
    int ready = 0;
    SimulatedThread chosen = null;
    for (SimulatedThread thread : threads) {
      if (thread.isReady() && random.nextInt(++ready) == 0) {
        chosen = thread;
      }
    }
    if (chosen != null) {
      chosen.runNext();
      return true;
    }
    Timed next = timed.poll();
    if (next == null) {
      return false;
    }
    nowNanos = Math.max(nowNanos, next.atNanos());
    next.on().execute(next.task());
    return true;
  }

  final class SimulatedThread implements DeviceThread {
    private final ArrayDeque<Runnable> tasks = new ArrayDeque<>();
    private boolean busy;

    private boolean isReady() {
      return !busy && !tasks.isEmpty();
    }

    private void runNext() {
      busy = true;
      try {
        tasks.poll().run();
      } catch (Throwable e) {
        // Thrown here it would look like a failure of the model whose call lets time pass.
        failure = failure == null ? e : failure;
      }
      busy = false;
      if (tasks.isEmpty()) {
        forgetIdleTimers();
      }
    }

    private void forgetIdleTimers() {
      if (threads.size() > 64) {
        threads.removeIf(thread -> thread.tasks.isEmpty() && !thread.busy);
      }
    }

    @Override
    public void execute(Runnable task) {
      if (!threads.contains(this)) {
        threads.add(this);
      }
      tasks.add(task);
    }

    @Override
    public void executeAfter(Duration delay, Runnable task) {
      timed.add(new Timed(nowNanos + delay.toNanos(), order++, this, task));
    }

    @Override
    public void stop() {
      tasks.clear();
    }

    @Override
    public void close() {
      while (isReady()) {
        runNext();
      }
    }
  }
}
