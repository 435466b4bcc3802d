package io.murmuration.model.inference;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** A model that is loaded, with its batches and what is known of its inputs. Thread-safe. */
final class SharedModel<I, P, O> implements EngineSource<P, O>, AutoCloseable {
  final LocalMemory memory;
  private final OpenMemory opened;

  private final ModelLoader<I, O> loader;
  private final LoadedModel<I, P, O> loaded;
  private final BatchLimits limits;
  private final ContentKeys keys;
  private final Optional<CanonicalForm<I>> canonicalForm;
  private final Batcher<P, O> batcher;
  private final KnownInputs<P, O> known;
  private final Preparation preparation;
  private final List<Preprocessor<?, ?>> reloaded = new ArrayList<>();
  private boolean closed;

  /**
   * @param memory or null, as is what is open of it
   */
  SharedModel(
      ModelLoader<I, O> loader,
      LoadedModel<I, P, O> loaded,
      BatchLimits limits,
      LocalMemory memory,
      OpenMemory opened) {
    this.loader = loader;
    this.loaded = loaded;
    this.limits = limits;
    this.memory = memory;
    this.opened = opened;
    this.keys = new ContentKeys(loaded.identity(), loaded.sameBytes());
    this.canonicalForm = opened == null ? Optional.empty() : loader.canonicalForm();
    this.preparation =
        loaded.preprocessor().takesTime()
            ? new Preparation(
                "prepare-" + loaded.identity().name(), Runtime.getRuntime().availableProcessors())
            : null;
    long origin = System.nanoTime();
    this.batcher =
        new Batcher<>(
            loaded.identity(),
            loaded.model(),
            limits,
            this,
            DeviceThread.daemon("timer-" + loaded.identity().name()),
            () -> System.nanoTime() - origin);
    this.known =
        opened == null
            ? null
            : new KnownInputs<>(
                batcher,
                loaded.identity(),
                opened.journal,
                opened.cache,
                loader.outputCodec().orElse(null));
  }

  ModelIdentity identity() {
    return loaded.identity();
  }

  boolean sameBytes() {
    return loaded.sameBytes();
  }

  BatchStatistics statistics() {
    return batcher.statistics();
  }

  CompletableFuture<InferenceOutcome<O>> submit(I input, Urgency urgency)
      throws InterruptedException {
    byte[] digest = canonicalForm.map(form -> keys.of(form.bytes(input))).orElse(null);
    if (digest != null && known.isQuarantined(digest)) {
      batcher.statistics().rejectedOne();
      return CompletableFuture.completedFuture(
          refusal(
              "CRASHED_ENGINE", "the process died twice with this input in the model's engine"));
    }
    boolean suspect = digest != null && known.isSuspect(digest);
    try {
      if (digest != null) {
        return known.submit(
            digest, suspect, urgency, request -> compute(request, input, digest, suspect));
      }
      Request<P, O> request = batcher.admit(urgency);
      compute(request, input, null, false);
      return request.outcome;
    } catch (FatalInferenceException e) {
      return CompletableFuture.failedFuture(e);
    }
  }

  /** On the thread at hand where few are under way, which is sooner; in a crowd on another. */
  private void compute(Request<P, O> request, I input, byte[] digest, boolean suspect) {
    if (preparation == null || request.company <= limits.maxItems() / 2) {
      prepare(request, input, digest, suspect);
    } else {
      preparation.execute(request.lane, () -> prepare(request, input, digest, suspect));
    }
  }

  /** Whatever comes of it, the request is no longer on its way afterwards. */
  private void prepare(Request<P, O> request, I input, byte[] digest, boolean suspect) {
    Prepared<P> prepared;
    try {
      prepared = prepared(input, digest, suspect);
    } catch (RejectedInputException e) {
      batcher.withdraw(request, refusal(e.kind(), e.getMessage()));
      return;
    } catch (FatalInferenceException e) {
      batcher.withdraw(request, e);
      return;
    } catch (RuntimeException e) {
      // The input's fault: a job that fails would meet it again after each restart.
      batcher.withdraw(request, refusal("PREPARE_FAILED", "the input could not be prepared: " + e));
      return;
    } catch (Error e) {
      batcher.withdraw(
          request, new FatalInferenceException("an input could not be prepared: " + e, e));
      return;
    }
    InferenceOutcome<O> refusal = batcher.refusal(prepared);
    if (refusal == null) {
      batcher.enqueue(request, prepared);
    } else {
      batcher.withdraw(request, refusal);
    }
  }

  private Prepared<P> prepared(I input, byte[] digest, boolean suspect)
      throws RejectedInputException {
    Preprocessor<I, P> preprocessor = loaded.preprocessor();
    P value = preprocessor.prepare(input);
    return new Prepared<>(
        value, preprocessor.tokens(value), preprocessor.paddedTokens(value), digest, suspect);
  }

  private InferenceOutcome<O> refusal(String kind, String message) {
    return new InferenceOutcome.Rejected<>(loaded.identity(), 0, kind, message);
  }

  @Override
  public DeviceThread newThread() {
    return DeviceThread.daemon("model-" + loaded.identity().name());
  }

  @Override
  public InFlight newInFlight() {
    return opened == null || opened.journal == null
        ? InFlight.UNWATCHED
        : opened.journal.newFile(limits.maxItems());
  }

  @Override
  @SuppressWarnings("unchecked") // a loader prepares every time the same way
  public Model<P, O> load() {
    LoadedModel<I, P, O> fresh = (LoadedModel<I, P, O>) loader.load();
    synchronized (reloaded) {
      if (closed) {
        fresh.preprocessor().close();
      } else {
        reloaded.add(fresh.preprocessor());
      }
    }
    if (!fresh.identity().equals(loaded.identity())) {
      throw new FatalInferenceException(
          "%s changed on disk: it was %s and is %s"
              .formatted(loader.key(), loaded.identity(), fresh.identity()));
    }
    return fresh.model();
  }

  /** Drains first: an engine that is closed during a call takes the JVM with it. */
  @Override
  public void close() {
    batcher.close();
    if (preparation != null) {
      preparation.close();
    }
    loaded.preprocessor().close();
    synchronized (reloaded) {
      closed = true;
      reloaded.forEach(Preprocessor::close);
    }
  }
}
