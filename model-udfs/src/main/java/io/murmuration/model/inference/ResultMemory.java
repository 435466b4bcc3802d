package io.murmuration.model.inference;

import io.murmuration.model.inference.cache.DiskCache;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

/**
 * What somebody who has batches of his own remembers of his results in a {@link LocalMemory}. A
 * claim on it, to be closed. Thread-safe.
 */
public final class ResultMemory implements AutoCloseable {
  private final DiskCache cache;
  private final Runnable release;
  private boolean closed;

  /**
   * @param cache null where the memory can't be opened: then nothing is known or kept
   */
  ResultMemory(DiskCache cache, Runnable release) {
    this.cache = cache;
    this.release = release;
  }

  /**
   * Ends with null where nothing is known, and never fails. It may end on the disk's thread: go on
   * elsewhere.
   */
  public CompletableFuture<byte[]> find(byte[] key) {
    CompletableFuture<byte[]> found = new CompletableFuture<>();
    if (cache == null) {
      found.complete(null);
    } else {
      cache.find(key, found::complete);
    }
    return found;
  }

  /**
   * @param value computed on the disk's thread
   */
  public void keep(byte[] key, Supplier<byte[]> value) {
    if (cache != null) {
      cache.keep(key, value);
    }
  }

  @Override
  public synchronized void close() {
    if (!closed) {
      closed = true;
      release.run();
    }
  }
}
