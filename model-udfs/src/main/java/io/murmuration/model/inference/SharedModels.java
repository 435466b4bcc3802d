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
  private static final Map<String, SharedModel<?, ?, ?>> BY_KEY = new HashMap<>();
  private static final Map<String, OpenMemory> BY_FOLDER = new HashMap<>();

  private static final Map<String, Counted<?>> HELD = new HashMap<>();

  private SharedModels() {}

  /** Without a memory. */
  public static <I, O> ModelLease<I, O> acquire(ModelLoader<I, O> loader, BatchLimits limits) {
    return acquire(loader, limits, null);
  }

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

  /** A claim on something that has batches of its own. */
  public static final class Held<T extends AutoCloseable> implements Claim {
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
    public void close() {
      synchronized (HELD) {
        if (!closed) {
          closed = true;
          if (--HELD.get(key).holders == 0) {
            HELD.remove(key);
            closeValue();
          }
        }
      }
    }

    private void closeValue() {
      try {
        value.close();
      } catch (Exception e) {
        throw new IllegalStateException(key + " can't be closed", e);
      }
    }
  }

  /**
   * Loads the model if nobody in this JVM holds it, else joins; slow the first time. Who comes
   * first decides the limits and the memory.
   *
   * @param memory or null
   * @throws FatalInferenceException if the model can't be loaded
   */
  @SuppressWarnings("unchecked") // equal keys mean the same loader, hence the same types
  public static <I, O> ModelLease<I, O> acquire(
      ModelLoader<I, O> loader, BatchLimits limits, LocalMemory memory) {
    synchronized (BY_KEY) {
      SharedModel<I, ?, O> shared = (SharedModel<I, ?, O>) BY_KEY.get(loader.key());
      if (shared == null) {
        LoadedModel<I, ?, O> loaded = loader.load();
        shared = share(loader, loaded, limits, memory);
        BY_KEY.put(loader.key(), shared);
      }
      shared.leases++;
      return new Lease<>(loader.key(), shared);
    }
  }

  private static <I, P, O> SharedModel<I, P, O> share(
      ModelLoader<I, O> loader,
      LoadedModel<I, P, O> loaded,
      BatchLimits limits,
      LocalMemory memory) {
    OpenMemory opened = null;
    if (memory != null) {
      opened = BY_FOLDER.computeIfAbsent(memory.folder(), folder -> OpenMemory.open(memory));
      opened.users++;
    }
    return new SharedModel<>(loader, loaded, limits, memory, opened);
  }

  private static void release(String key, SharedModel<?, ?, ?> shared) {
    synchronized (BY_KEY) {
      if (--shared.leases > 0) {
        return;
      }
      BY_KEY.remove(key);
      shared.close();
      if (shared.memory != null && --shared.opened.users == 0) {
        BY_FOLDER.remove(shared.memory.folder());
        shared.opened.close();
      }
    }
  }

  private static final class Lease<I, O> implements ModelLease<I, O> {
    private final String key;
    private final SharedModel<I, ?, O> shared;
    private boolean closed;

    Lease(String key, SharedModel<I, ?, O> shared) {
      this.key = key;
      this.shared = shared;
    }

    @Override
    public ModelIdentity model() {
      return shared.identity();
    }

    @Override
    public CompletableFuture<InferenceOutcome<O>> submit(I input, Urgency urgency)
        throws InterruptedException {
      return shared.submit(input, urgency);
    }

    @Override
    public BatchStatistics statistics() {
      return shared.statistics();
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
