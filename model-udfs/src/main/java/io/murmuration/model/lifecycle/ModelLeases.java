package io.murmuration.model.lifecycle;

import io.murmuration.model.inference.Claim;
import java.time.Duration;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * The versions of a model that one subtask uses. Loads and closes them on a thread of its own.
 * Thread-safe.
 */
public final class ModelLeases<L extends Claim> implements AutoCloseable {
  private static final Duration KEEP_UNUSED = Duration.ofMinutes(1);
  private static final Duration RETRY_AFTER = Duration.ofSeconds(5);
  private static final Duration CLOSE_WITHIN = Duration.ofSeconds(30);

  private final Versions<L> versions;
  private final LongSupplier nanoClock;
  private final ExecutorService background;
  private final Map<String, Held<L>> bySha256 = new HashMap<>();
  private String kept;

  private static final class Held<L extends Claim> {
    private final CompletableFuture<L> lease;
    private long usedNanos;

    Held(CompletableFuture<L> lease, long nowNanos) {
      this.lease = lease;
      this.usedNanos = nowNanos;
    }
  }

  public ModelLeases(Versions<L> versions, LongSupplier nanoClock) {
    this.versions = versions;
    this.nanoClock = nanoClock;
    this.background =
        Executors.newSingleThreadExecutor(
            work -> {
              Thread thread = new Thread(work, "model-leases");
              thread.setDaemon(true);
              return thread;
            });
  }

  /**
   * Loads at once, on this thread, and keeps until the end.
   *
   * @throws io.murmuration.model.inference.FatalInferenceException if it can't be loaded
   */
  public synchronized L keep(ModelRevision revision) {
    L lease = versions.acquire(revision);
    kept = revision.sha256();
    bySha256.put(kept, new Held<>(CompletableFuture.completedFuture(lease), nanoClock.getAsLong()));
    return lease;
  }

  /**
   * Starts to load what is not there yet; a failure stays for a few seconds, then it is tried
   * again.
   */
  public synchronized CompletableFuture<L> of(ModelRevision revision) {
    long now = nanoClock.getAsLong();
    Held<L> held = bySha256.get(revision.sha256());
    if (held == null || (held.lease.isCompletedExceptionally() && old(held, now, RETRY_AFTER))) {
      var loading = CompletableFuture.supplyAsync(() -> versions.acquire(revision), background);
      held = new Held<>(loading, now);
      bySha256.put(revision.sha256(), held);
    } else if (!held.lease.isCompletedExceptionally()) {
      held.usedNanos = now;
    }
    releaseUnused(now);
    return held.lease;
  }

  /** Gives a version up that its engine has failed; the next request loads it anew. */
  public synchronized void discard(ModelRevision revision) {
    Held<L> held = bySha256.get(revision.sha256());
    if (held != null && held.lease.isDone() && !held.lease.isCompletedExceptionally()) {
      release(held);
      bySha256.put(
          revision.sha256(),
          new Held<>(
              CompletableFuture.failedFuture(
                  new IllegalStateException("its engine failed; it is loaded anew in a moment")),
              nanoClock.getAsLong()));
    }
  }

  /** A lease drains when it closes, so what is in flight keeps its model. */
  private void releaseUnused(long now) {
    if (bySha256.size() == 1) {
      return;
    }
    for (Iterator<Map.Entry<String, Held<L>>> all = bySha256.entrySet().iterator();
        all.hasNext(); ) {
      Map.Entry<String, Held<L>> each = all.next();
      if (!each.getKey().equals(kept) && old(each.getValue(), now, KEEP_UNUSED)) {
        all.remove();
        release(each.getValue());
      }
    }
  }

  /**
   * Behind its load, on the one thread that loads: what is asked of that before its end is done.
   */
  private void release(Held<L> held) {
    background.execute(() -> held.lease.thenAccept(Claim::close));
  }

  private static boolean old(Held<?> held, long now, Duration limit) {
    return now - held.usedNanos > limit.toNanos();
  }

  /** Waits a while for what loads or drains; all of it is closed in the end. */
  @Override
  public void close() {
    synchronized (this) {
      bySha256.values().forEach(this::release);
      bySha256.clear();
      background.shutdown();
    }
    try {
      background.awaitTermination(CLOSE_WITHIN.toSeconds(), TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
