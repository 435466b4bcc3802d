package io.murmuration.model.inference;

import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

/**
 * One copy of a model a JVM, however many subtasks use it. The only mutable static of the project:
 * subtasks share nothing else than their class loader.
 */
public final class SharedModels {
  private static final Map<String, Shared<?, ?, ?>> BY_KEY = new HashMap<>();

  private static final Map<String, Counted<?>> HELD = new HashMap<>();

  private SharedModels() {}

  /**
   * Something that has batches of its own, such as a writer: loaded once a JVM, closed with the
   * last that holds it.
   *
   * @param key equal keys mean the same thing with the same settings
   */
  @SuppressWarnings("unchecked") // equal keys mean the same loader, hence the same type
  public static <T extends AutoCloseable> Held<T> hold(String key, Supplier<T> loader) {
    synchronized (HELD) {
      Counted<T> counted = (Counted<T>) HELD.get(key);
      if (counted == null) {
        counted = new Counted<>(loader.get());
        HELD.put(key, counted);
      }
      counted.holders++;
      return new Held<>(key, counted.value);
    }
  }

  private static final class Counted<T> {
    private final T value;
    private int holders;

    Counted(T value) {
      this.value = value;
    }
  }

  /** A counted claim; closed exactly when done. */
  public static final class Held<T extends AutoCloseable> implements AutoCloseable {
    private final String key;
    private final T value;
    private boolean closed;

    private Held(String key, T value) {
      this.key = key;
      this.value = value;
    }

    public T get() {
      return value;
    }

    @Override
    public void close() throws Exception {
      synchronized (HELD) {
        if (!closed) {
          closed = true;
          if (--HELD.get(key).holders == 0) {
            HELD.remove(key);
            value.close();
          }
        }
      }
    }
  }

  /**
   * Loads the model if nobody in this JVM holds it, else joins; slow the first time.
   *
   * @throws FatalInferenceException if the model can't be loaded
   */
  @SuppressWarnings("unchecked") // equal keys mean the same loader, hence the same types
  public static <I, O> ModelLease<I, O> acquire(ModelLoader<I, O> loader, BatchLimits limits) {
    synchronized (BY_KEY) {
      Shared<I, ?, O> shared = (Shared<I, ?, O>) BY_KEY.get(loader.key());
      if (shared == null) {
        shared = new Shared<>(loader.load(), limits);
        BY_KEY.put(loader.key(), shared);
      }
      shared.leases++;
      return new Lease<>(loader.key(), shared);
    }
  }

  private static void release(String key, Shared<?, ?, ?> shared) {
    synchronized (BY_KEY) {
      if (--shared.leases == 0) {
        BY_KEY.remove(key);
        shared.close();
      }
    }
  }

  private static final class Shared<I, P, O> {
    private final LoadedModel<I, P, O> loaded;
    private final Batcher<P, O> batcher;
    private int leases;

    Shared(LoadedModel<I, P, O> loaded, BatchLimits limits) {
      this.loaded = loaded;
      this.batcher =
          new Batcher<>(
              loaded.identity(),
              loaded.model(),
              limits,
              new SchedulerDeviceThread("model-" + loaded.identity().name()),
              System::nanoTime);
    }

    CompletableFuture<InferenceOutcome<O>> submit(I input) throws InterruptedException {
      P prepared;
      try {
        prepared = loaded.preprocessor().prepare(input);
      } catch (RejectedInputException e) {
        return CompletableFuture.completedFuture(
            new InferenceOutcome.Rejected<>(loaded.identity(), 0, e.kind(), e.getMessage()));
      }
      return batcher.submit(
          prepared,
          loaded.preprocessor().tokens(prepared),
          loaded.preprocessor().paddedTokens(prepared));
    }

    /** Drains first: an engine that is closed during a call takes the JVM with it. */
    void close() {
      batcher.close();
      loaded.close();
    }
  }

  private static final class Lease<I, O> implements ModelLease<I, O> {
    private final String key;
    private final Shared<I, ?, O> shared;
    private boolean closed;

    Lease(String key, Shared<I, ?, O> shared) {
      this.key = key;
      this.shared = shared;
    }

    @Override
    public ModelIdentity model() {
      return shared.loaded.identity();
    }

    @Override
    public CompletableFuture<InferenceOutcome<O>> submit(I input) throws InterruptedException {
      return shared.submit(input);
    }

    @Override
    public BatchStatistics statistics() {
      return shared.batcher.statistics();
    }

    @Override
    public synchronized void close() {
      if (!closed) {
        closed = true;
        release(key, shared);
      }
    }
  }
}
