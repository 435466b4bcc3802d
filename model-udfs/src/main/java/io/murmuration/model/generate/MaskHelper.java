package io.murmuration.model.generate;

import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Makes masks while the network runs, on a thread of its own if there is a core for it. One is
 * enough, as it has all of a call's time; what it has not begun at the call's end the device thread
 * makes.
 */
final class MaskHelper implements AutoCloseable {
  private static final Executor NOBODY = task -> {};
  private static final int IDLE_SECONDS = 10;

  /** Sequences that are shared out one by one, to all who run this. */
  private record Share(List<Sequence> sequences, int vocabulary, AtomicInteger next)
      implements Runnable {
    @Override
    public void run() {
      for (int i = next.getAndIncrement(); i < sequences.size(); i = next.getAndIncrement()) {
        sequences.get(i).makeMask(vocabulary);
      }
    }
  }

  private final Executor helper;

  /**
   * @param helper may run a task at any time or never, on any thread
   */
  MaskHelper(Executor helper) {
    this.helper = helper;
  }

  /**
   * @param cores of the machine; with one, no thread is made
   */
  static MaskHelper daemon(int cores) {
    return new MaskHelper(cores < 2 ? NOBODY : thread());
  }

  /** Ends when it has had nothing to do for a while, so an idle batch costs none. */
  private static ExecutorService thread() {
    ThreadPoolExecutor thread =
        new ThreadPoolExecutor(
            1,
            1,
            IDLE_SECONDS,
            TimeUnit.SECONDS,
            new LinkedBlockingQueue<>(),
            task -> {
              Thread created = new Thread(task, "model-masks");
              created.setDaemon(true);
              return created;
            });
    thread.allowCoreThreadTimeOut(true);
    return thread;
  }

  /**
   * Begins the masks of these sequences.
   *
   * @return makes those that nobody has begun
   */
  Runnable begin(List<Sequence> sequences, int vocabulary) {
    Share share = new Share(List.copyOf(sequences), vocabulary, new AtomicInteger());
    helper.execute(share);
    return share;
  }

  @Override
  public void close() {
    if (helper instanceof ExecutorService thread) {
      thread.shutdown();
    }
  }
}
