package io.murmuration.jobs.ads;

import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;

/** What is being written for one request, so that it can be given up as a whole. Thread-safe. */
final class WritingJob {
  private final Queue<CompletableFuture<?>> running = new ConcurrentLinkedQueue<>();
  private volatile boolean over;

  boolean isOver() {
    return over;
  }

  <T> CompletableFuture<T> add(CompletableFuture<T> future) {
    running.add(future);
    if (over) {
      future.cancel(true);
    }
    return future;
  }

  void giveUp() {
    over = true;
    running.forEach(future -> future.cancel(true));
  }
}
