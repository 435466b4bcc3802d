package io.murmuration.model.inference;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.PriorityQueue;
import java.util.Queue;

/** A device thread and its clock, in the hands of a test. */
public final class ManualDevice implements DeviceThread {
  private record Delayed(long atNanos, long order, Runnable task) {}

  private final Queue<Runnable> ready = new ArrayDeque<>();
  private final PriorityQueue<Delayed> delayed =
      new PriorityQueue<>(
          Comparator.comparingLong(Delayed::atNanos).thenComparingLong(Delayed::order));
  private long nowNanos;
  private long order;

  @Override
  public void execute(Runnable task) {
    ready.add(task);
  }

  @Override
  public void executeAfter(Duration delay, Runnable task) {
    delayed.add(new Delayed(nowNanos + delay.toNanos(), order++, task));
  }

  /** Runs all that is due now and what comes of it; no time passes. */
  public void runReady() {
    while (!ready.isEmpty()) {
      ready.poll().run();
    }
  }

  /** Runs this many of the tasks that are due now, or all that there are. */
  public void run(int tasks) {
    for (int i = 0; i < tasks && !ready.isEmpty(); i++) {
      ready.poll().run();
    }
  }

  /** Runs all, moving the clock to each delayed task. */
  public void runAll() {
    runReady();
    while (!delayed.isEmpty()) {
      Delayed next = delayed.poll();
      nowNanos = Math.max(nowNanos, next.atNanos());
      next.task().run();
      runReady();
    }
  }

  /** Runs all that is due within this time. */
  public void runFor(Duration time) {
    long end = nowNanos + time.toNanos();
    runReady();
    while (!delayed.isEmpty() && delayed.peek().atNanos() <= end) {
      Delayed next = delayed.poll();
      nowNanos = Math.max(nowNanos, next.atNanos());
      next.task().run();
      runReady();
    }
    nowNanos = end;
  }

  /** How many delayed tasks there were. */
  public long delayed() {
    return order;
  }

  /** As if the device had been busy until its delayed tasks were due. */
  public void runTimersFirst() {
    while (!delayed.isEmpty()) {
      Delayed next = delayed.poll();
      nowNanos = Math.max(nowNanos, next.atNanos());
      next.task().run();
    }
    runReady();
  }

  public long nowNanos() {
    return nowNanos;
  }

  @Override
  public void stop() {
    ready.clear();
  }

  @Override
  public void close() {
    runReady();
  }
}
