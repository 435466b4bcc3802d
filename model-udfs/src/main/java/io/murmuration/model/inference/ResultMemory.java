package io.murmuration.model.inference;

import io.murmuration.model.inference.cache.DiskCache;
import java.util.concurrent.CompletableFuture;

/**
 * Results of something that is no {@link Model}, by model and canonical input, in a {@link
 * LocalMemory}. A claim on it, to be closed. Thread-safe.
 */
public final class ResultMemory<O> implements AutoCloseable {
  private final DiskCache cache;
  private final OutputCodec<O> codec;
  private final Runnable release;
  private boolean closed;

  /**
   * @param cache null where the memory can't be opened: then nothing is known or kept
   */
  ResultMemory(DiskCache cache, OutputCodec<O> codec, Runnable release) {
    this.cache = cache;
    this.codec = codec;
    this.release = release;
  }

  /**
   * Ends with null where nothing is known, and never fails. It may end on the disk's thread: go on
   * elsewhere.
   *
   * @param model which gives the same bytes for an input each time
   */
  public CompletableFuture<O> find(ModelIdentity model, byte[] canonicalInput) {
    CompletableFuture<O> found = new CompletableFuture<>();
    if (cache == null) {
      found.complete(null);
    } else {
      cache.find(key(model, canonicalInput), bytes -> found.complete(codec.readIfKnown(bytes)));
    }
    return found;
  }

  public void keep(ModelIdentity model, byte[] canonicalInput, O output) {
    if (cache != null) {
      cache.keep(key(model, canonicalInput), () -> codec.write(output));
    }
  }

  private static byte[] key(ModelIdentity model, byte[] canonicalInput) {
    return new ContentKeys(model, true).of(canonicalInput);
  }

  @Override
  public synchronized void close() {
    if (!closed) {
      closed = true;
      release.run();
    }
  }
}
