package io.murmuration.model.flink;

import io.murmuration.model.inference.InferenceOutcome;
import io.murmuration.model.inference.ModelLease;
import io.murmuration.model.lifecycle.ModelLeases;
import io.murmuration.model.lifecycle.ModelRevision;
import io.murmuration.model.lifecycle.ModelVersions;
import java.io.Serializable;
import java.util.Collections;
import java.util.HashSet;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.streaming.api.functions.async.ResultFuture;
import org.apache.flink.streaming.api.functions.async.RichAsyncFunction;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * {@link AsyncInferenceFunction} for records that are stamped with their model: each meets that
 * version and no other. A version that this machine has not loaded yet is loaded beside the stream,
 * and its records wait in flight. The shipped version stays loaded; another closes, drained, a
 * minute after its last record.
 *
 * <p>A commanded version that can't be loaded here, or whose engine fails, refuses its records
 * ({@link #MODEL_UNAVAILABLE}, {@link #MODEL_FAILED}): restarting the job would bring them back to
 * it for ever, and no other version may answer in its name.
 *
 * @param <R> the record
 * @param <I> what of it the model reads
 * @param <T> what becomes of both
 */
public final class VersionedInferenceFunction<R, I, O, T> extends RichAsyncFunction<R, T> {
  public static final String MODEL_UNAVAILABLE = "MODEL_UNAVAILABLE";
  public static final String MODEL_FAILED = "MODEL_FAILED";

  private static final Logger LOG = LoggerFactory.getLogger(VersionedInferenceFunction.class);

  private final ModelVersions<I, O> versions;
  private final RevisionOf<R> revisionOf;
  private final AsyncInferenceFunction.UrgencyOf<R> urgencyOf;
  private final AsyncInferenceFunction.InputOf<R, I> inputOf;
  private final ResultOf<R, O, T> resultOf;
  private transient ModelLeases<I, O> leases;
  private transient Queue<ModelRevision> broken;
  private transient Set<String> measured;

  /** The version that a record is stamped with. */
  public interface RevisionOf<R> extends Serializable {
    ModelRevision revisionOf(R record);
  }

  /** Runs on the device thread: cheap, and free of side effects. */
  public interface ResultOf<R, O, T> extends Serializable {
    /**
     * @param nanos that it took; for the judgement of trials, never for a record
     */
    T resultOf(R record, InferenceOutcome<O> outcome, long nanos);
  }

  public VersionedInferenceFunction(
      ModelVersions<I, O> versions,
      RevisionOf<R> revisionOf,
      AsyncInferenceFunction.UrgencyOf<R> urgencyOf,
      AsyncInferenceFunction.InputOf<R, I> inputOf,
      ResultOf<R, O, T> resultOf) {
    this.versions = versions;
    this.revisionOf = revisionOf;
    this.urgencyOf = urgencyOf;
    this.inputOf = inputOf;
    this.resultOf = resultOf;
  }

  @Override
  public void open(OpenContext context) {
    broken = new ConcurrentLinkedQueue<>();
    measured = new HashSet<>();
    leases = new ModelLeases<>(versions, System::nanoTime);
    measure(leases.keep(versions.shipped()));
  }

  @Override
  public void asyncInvoke(R record, ResultFuture<T> result) throws InterruptedException {
    for (ModelRevision each = broken.poll(); each != null; each = broken.poll()) {
      leases.discard(each);
    }
    ModelRevision revision = revisionOf.revisionOf(record);
    long since = System.nanoTime();
    CompletableFuture<ModelLease<I, O>> lease = leases.of(revision);
    outcome(lease, record, revision)
        .thenApply(outcome -> resultOf.resultOf(record, outcome, System.nanoTime() - since))
        .whenComplete(
            (value, failure) -> {
              if (failure == null) {
                result.complete(Collections.singleton(value));
              } else {
                result.completeExceptionally(failure);
              }
            });
  }

  /**
   * Submits on this thread, where a full queue is backpressure, unless the model is still loading.
   */
  private CompletableFuture<InferenceOutcome<O>> outcome(
      CompletableFuture<ModelLease<I, O>> lease, R record, ModelRevision revision)
      throws InterruptedException {
    if (lease.isCompletedExceptionally()) {
      return CompletableFuture.completedFuture(unavailable(lease, revision));
    }
    if (!lease.isDone()) {
      return lease
          .handle(
              (loaded, failure) ->
                  failure == null
                      ? submitWaiting(loaded, record, revision)
                      : CompletableFuture.completedFuture(unavailable(lease, revision)))
          .thenCompose(outcome -> outcome);
    }
    ModelLease<I, O> loaded = lease.join();
    if (measured.add(revision.sha256())) {
      measure(loaded);
    }
    return guarded(loaded.submit(inputOf.inputOf(record), urgencyOf.urgencyOf(record)), revision);
  }

  private CompletableFuture<InferenceOutcome<O>> submitWaiting(
      ModelLease<I, O> loaded, R record, ModelRevision revision) {
    try {
      return guarded(loaded.submit(inputOf.inputOf(record), urgencyOf.urgencyOf(record)), revision);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return CompletableFuture.failedFuture(e);
    }
  }

  private CompletableFuture<InferenceOutcome<O>> guarded(
      CompletableFuture<InferenceOutcome<O>> outcome, ModelRevision revision) {
    return revision.sha256().equals(versions.shipped().sha256())
        ? outcome
        : outcome.exceptionally(failure -> failed(failure, revision));
  }

  private InferenceOutcome<O> failed(Throwable failure, ModelRevision revision) {
    broken.add(revision);
    return rejected(revision, MODEL_FAILED, "failed", failure);
  }

  private InferenceOutcome<O> unavailable(
      CompletableFuture<ModelLease<I, O>> lease, ModelRevision revision) {
    try {
      lease.join();
      throw new IllegalStateException("the model is there");
    } catch (CompletionException e) {
      return rejected(revision, MODEL_UNAVAILABLE, "can't be loaded on this machine", e);
    }
  }

  private InferenceOutcome<O> rejected(
      ModelRevision revision, String kind, String what, Throwable failure) {
    Throwable cause = failure instanceof CompletionException ? failure.getCause() : failure;
    String message =
        "%s %s %s: %s; roll it back, then redrive"
            .formatted(revision.name(), revision.version(), what, cause.getMessage());
    LOG.warn(message);
    return new InferenceOutcome.Rejected<>(revision.identity(), 1, kind, message);
  }

  private void measure(ModelLease<I, O> lease) {
    measured.add(lease.model().sha256());
    InferenceMetrics.register(
        getRuntimeContext().getMetricGroup(), lease.model(), lease.statistics());
  }

  @Override
  public void close() {
    if (leases != null) {
      leases.close();
      leases = null;
    }
  }
}
