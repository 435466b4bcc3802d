package io.murmuration.model.inference;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/**
 * One copy of a model a JVM, however many subtasks use it. The only mutable static of the project:
 * subtasks share nothing else than their class loader.
 */
public final class SharedModels {
  private static final Map<String, Shared<?, ?, ?>> BY_KEY = new HashMap<>();

  private SharedModels() {}

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
        shared = new Shared<>(loader, limits);
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

  private static final class Shared<I, P, O> implements EngineSource<P, O> {
    private final ModelLoader<I, O> loader;
    private final LoadedModel<I, P, O> loaded;
    private final Batcher<P, O> batcher;
    private final List<Preprocessor<?, ?>> reloaded = new ArrayList<>();
    private int leases;

    @SuppressWarnings("unchecked") // a loader prepares every time the same way
    Shared(ModelLoader<I, O> loader, BatchLimits limits) {
      this.loader = loader;
      this.loaded = (LoadedModel<I, P, O>) loader.load();
      long origin = System.nanoTime();
      this.batcher =
          new Batcher<>(
              loaded.identity(),
              loaded.model(),
              limits,
              this,
              DeviceThread.daemon("timer-" + loaded.identity().name()),
              () -> System.nanoTime() - origin);
    }

    CompletableFuture<InferenceOutcome<O>> submit(I input, Urgency urgency)
        throws InterruptedException {
      P prepared;
      try {
        prepared = loaded.preprocessor().prepare(input);
      } catch (RejectedInputException e) {
        return CompletableFuture.completedFuture(
            new InferenceOutcome.Rejected<>(loaded.identity(), 0, e.kind(), e.getMessage()));
      }
      return batcher.submit(
          new Prepared<>(
              prepared,
              loaded.preprocessor().tokens(prepared),
              loaded.preprocessor().paddedTokens(prepared),
              null,
              false),
          urgency);
    }

    @Override
    public DeviceThread newThread() {
      return DeviceThread.daemon("model-" + loaded.identity().name());
    }

    @Override
    public InFlight newInFlight() {
      return InFlight.UNWATCHED;
    }

    @Override
    @SuppressWarnings("unchecked")
    public Model<P, O> load() {
      LoadedModel<I, P, O> fresh = (LoadedModel<I, P, O>) loader.load();
      synchronized (reloaded) {
        reloaded.add(fresh.preprocessor());
      }
      if (!fresh.identity().equals(loaded.identity())) {
        throw new FatalInferenceException(
            "%s changed on disk: it was %s and is %s"
                .formatted(loader.key(), loaded.identity(), fresh.identity()));
      }
      return fresh.model();
    }

    /** Drains first: an engine that is closed during a call takes the JVM with it. */
    void close() {
      batcher.close();
      loaded.preprocessor().close();
      synchronized (reloaded) {
        reloaded.forEach(Preprocessor::close);
      }
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
    public CompletableFuture<InferenceOutcome<O>> submit(I input, Urgency urgency)
        throws InterruptedException {
      return shared.submit(input, urgency);
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
