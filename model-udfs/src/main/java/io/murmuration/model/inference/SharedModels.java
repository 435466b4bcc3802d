package io.murmuration.model.inference;

import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

/**
 * One copy of a model a JVM, however many subtasks use it. The only mutable statics of the project:
 * subtasks share nothing else than their class loader.
 */
public final class SharedModels {
  private static final SharedOnce<SharedModel<?, ?, ?>> MODELS = new SharedOnce<>();
  private static final SharedOnce<OpenMemory> MEMORIES = new SharedOnce<>();
  private static final SharedOnce<AutoCloseable> HELD = new SharedOnce<>();

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
    return new Held<>(key, (T) HELD.claim(key, loader));
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
    public Object figures() {
      return value;
    }

    @Override
    public synchronized void close() {
      if (!closed) {
        closed = true;
        HELD.release(key, this::closeValue);
      }
    }

    private void closeValue(AutoCloseable last) {
      try {
        last.close();
      } catch (Exception e) {
        throw new IllegalStateException(key + " can't be closed", e);
      }
    }
  }

  /**
   * Loads the model if nobody in this JVM holds it, else joins; slow the first time. Who comes
   * first decides the limits and the memory. A loader that no subtask has placed is placed as the
   * first one's: what {@code auto} finds is shared with who names that device.
   *
   * @param memory or null
   * @throws FatalInferenceException if the model can't be loaded
   */
  @SuppressWarnings("unchecked") // equal keys mean the same loader, hence the same types
  public static <I, O> ModelLease<I, O> acquire(
      ModelLoader<I, O> loader, BatchLimits limits, LocalMemory memory) {
    ModelLoader<I, O> placed = loader.forSubtask(0);
    var shared =
        (SharedModel<I, ?, O>)
            MODELS.claim(placed.key(), () -> share(placed, placed.load(), limits, memory));
    return new Lease<>(placed.key(), shared);
  }

  /** For results of something that is no {@link Model}, beside those of models. */
  public static <O> ResultMemory<O> remember(LocalMemory memory, OutputCodec<O> codec) {
    OpenMemory opened = MEMORIES.claim(place(memory), () -> OpenMemory.open(memory));
    return new ResultMemory<>(
        opened.cache, codec, () -> MEMORIES.release(place(memory), OpenMemory::close));
  }

  private static <I, P, O> SharedModel<I, P, O> share(
      ModelLoader<I, O> loader,
      LoadedModel<I, P, O> loaded,
      BatchLimits limits,
      LocalMemory memory) {
    OpenMemory opened =
        memory == null ? null : MEMORIES.claim(place(memory), () -> OpenMemory.open(memory));
    return new SharedModel<>(loader, loaded, limits, memory, opened);
  }

  /** However it is spelt: a folder is opened once. */
  private static String place(LocalMemory memory) {
    return Path.of(memory.folder()).toAbsolutePath().normalize().toString();
  }

  private static void close(SharedModel<?, ?, ?> last) {
    try {
      last.close();
    } finally {
      if (last.memory != null) {
        MEMORIES.release(place(last.memory), OpenMemory::close);
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
    public boolean sameBytes() {
      return shared.sameBytes();
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
    public Object figures() {
      return shared.statistics();
    }

    @Override
    public synchronized void close() {
      if (!closed) {
        closed = true;
        MODELS.release(key, SharedModels::close);
      }
    }
  }
}
