package io.murmuration.model.inference;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.LinkedBlockingDeque;

/**
 * Threads that prepare inputs, one a core, so that a caller only hands them over: what is still to
 * be prepared is then known, and the engine waits for it where it would start a small batch. Starts
 * no thread before the first task.
 */
final class Preparation implements AutoCloseable {
  private final String name;
  private final int size;
  private final LinkedBlockingDeque<Runnable> tasks = new LinkedBlockingDeque<>();
  private final List<Thread> threads = new ArrayList<>();
  private volatile boolean started;

  /**
   * @param size how many threads
   */
  Preparation(String name, int size) {
    this.name = name;
    this.size = size;
  }

  /**
   * In the order given, but for advertisements, which go before all others.
   *
   * @param task throws nothing
   */
  void execute(Lane lane, Runnable task) {
    if (!started) {
      start();
    }
    if (lane == Lane.ADS) {
      tasks.addFirst(task);
    } else {
      tasks.addLast(task);
    }
  }

  private synchronized void start() {
    while (threads.size() < size) {
      Thread thread = new Thread(this::work, name + "-" + threads.size());
      thread.setDaemon(true);
      thread.start();
      threads.add(thread);
    }
    started = true;
  }

  private void work() {
    try {
      while (true) {
        tasks.take().run();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** After the last task has run. */
  @Override
  public synchronized void close() {
    threads.forEach(Thread::interrupt);
  }
}
