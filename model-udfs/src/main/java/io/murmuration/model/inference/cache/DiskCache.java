package io.murmuration.model.inference.cache;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Values by key on a disk that nobody waits for: reads and writes have a thread of their own and a
 * bounded queue. A read that takes too long is answered as "not known", and so are all others for a
 * while; a write that finds the queue full is dropped. Thread-safe.
 */
public final class DiskCache implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(DiskCache.class);
  private static final Duration REST = Duration.ofSeconds(1);
  private static final int QUEUE = 2_048;

  private record Lookup(AtomicReference<Consumer<byte[]>> answer, long startedNanos) {
    void answer(byte[] value) {
      Consumer<byte[]> waiting = answer.getAndSet(null);
      if (waiting != null) {
        waiting.accept(value);
      }
    }

    boolean isAnswered() {
      return answer.get() == null;
    }
  }

  private final ByteStore store;
  private final Duration patience;
  private final ThreadPoolExecutor disk =
      new ThreadPoolExecutor(
          1,
          1,
          0,
          TimeUnit.SECONDS,
          new ArrayBlockingQueue<>(QUEUE),
          daemon("cache"),
          new ThreadPoolExecutor.DiscardPolicy());
  private final ScheduledThreadPoolExecutor timer =
      new ScheduledThreadPoolExecutor(1, daemon("cache-timer"));
  private final ArrayDeque<Lookup> pending = new ArrayDeque<>();
  private boolean watching;
  private long restsUntilNanos = System.nanoTime();

  DiskCache(ByteStore store, Duration patience) {
    this.store = store;
    this.patience = patience;
  }

  /**
   * @param patience with a read
   * @throws IOException if the folder can't be used, or another process uses it
   */
  public static DiskCache open(Path folder, long maxBytes, Duration maxAge, Duration patience)
      throws IOException {
    return new DiskCache(RocksStore.open(folder, maxBytes, maxAge), patience);
  }

  /**
   * One that also knows what another process had kept in a folder of its own by then. Where its own
   * folder is another process's too, it keeps nothing.
   *
   * @param elsewhere another process's, which is only read
   * @throws IOException if neither folder can be used
   */
  public static DiskCache open(
      Path folder, long maxBytes, Duration maxAge, Duration patience, Path elsewhere)
      throws IOException {
    RocksStore own;
    try {
      own = RocksStore.open(folder, maxBytes, maxAge);
    } catch (IOException e) {
      LOG.warn("nothing is kept in {}: {}", folder, e.getMessage());
      return new DiskCache(new RocksSnapshot(elsewhere), patience);
    }
    try {
      return new DiskCache(new LayeredStore(own, new RocksSnapshot(elsewhere)), patience);
    } catch (IOException e) {
      LOG.info("nothing is known of {}: {}", elsewhere, e.getMessage());
      return new DiskCache(own, patience);
    }
  }

  /**
   * Answers once, with null where the key is not known or the disk is too slow: on the cache's
   * thread, on its timer's, or on the caller's. It must not block.
   *
   * @return false if the disk was not even asked
   */
  public boolean find(byte[] key, Consumer<byte[]> answer) {
    long now = System.nanoTime();
    Lookup lookup = new Lookup(new AtomicReference<>(answer), now);
    synchronized (pending) {
      boolean asked = now - restsUntilNanos >= 0 && disk.getQueue().remainingCapacity() > QUEUE / 2;
      if (asked) {
        pending.add(lookup);
        watch(patience);
        disk.execute(() -> read(key, lookup));
        return true;
      }
    }
    lookup.answer(null);
    return false;
  }

  /**
   * @param value computed on the cache's thread
   */
  public void keep(byte[] key, Supplier<byte[]> value) {
    disk.execute(() -> store.put(key, value.get()));
  }

  private void read(byte[] key, Lookup lookup) {
    byte[] value = lookup.isAnswered() ? null : store.get(key);
    synchronized (pending) {
      pending.remove(lookup);
    }
    lookup.answer(value);
  }

  private void watch(Duration delay) {
    if (!watching) {
      watching = true;
      timer.schedule(this::look, delay.toNanos(), TimeUnit.NANOSECONDS);
    }
  }

  /** One slow read speaks for all that wait behind it. */
  private void look() {
    ArrayDeque<Lookup> late = new ArrayDeque<>();
    synchronized (pending) {
      watching = false;
      if (pending.isEmpty()) {
        return;
      }
      long left = pending.peek().startedNanos() + patience.toNanos() - System.nanoTime();
      if (left > 0) {
        watch(Duration.ofNanos(left));
        return;
      }
      restsUntilNanos = System.nanoTime() + REST.toNanos();
      late.addAll(pending);
      pending.clear();
    }
    late.forEach(lookup -> lookup.answer(null));
  }

  /** Finishes what is queued; gives up on a disk that hangs. */
  @Override
  public void close() {
    disk.shutdown();
    timer.shutdownNow();
    try {
      if (disk.awaitTermination(5, TimeUnit.SECONDS)) {
        store.close();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static ThreadFactory daemon(String name) {
    return task -> {
      Thread thread = new Thread(task, name);
      thread.setDaemon(true);
      return thread;
    };
  }
}
