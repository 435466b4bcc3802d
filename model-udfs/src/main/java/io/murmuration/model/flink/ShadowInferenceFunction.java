package io.murmuration.model.flink;

import io.murmuration.model.inference.InferenceOutcome;
import io.murmuration.model.inference.ModelLease;
import io.murmuration.model.inference.Urgency;
import io.murmuration.model.lifecycle.ModelLeases;
import io.murmuration.model.lifecycle.ModelRevision;
import io.murmuration.model.lifecycle.ModelVersions;
import io.murmuration.model.lifecycle.VersionFailure;
import java.util.Collections;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.metrics.Counter;
import org.apache.flink.streaming.api.functions.async.ResultFuture;
import org.apache.flink.streaming.api.functions.async.RichAsyncFunction;

/**
 * Asks a shadow about records that are served already. It never waits and never fails: a record
 * that comes while too many are in flight, or while the model is loading, is skipped and counted
 * ({@code shadowSkipped}). One that can't be loaded here, or whose engine breaks, refuses its
 * records ({@link VersionFailure}), so that its trial hears of it.
 *
 * @param <R> the record with what was served
 * @param <T> what becomes of it and the shadow's answer
 */
public final class ShadowInferenceFunction<R, I, O, T> extends RichAsyncFunction<R, T> {
  private final ModelVersions<I, O> versions;
  private final int maxInFlight;
  private final VersionedInferenceFunction.RevisionOf<R> revisionOf;
  private final AsyncInferenceFunction.InputOf<R, I> inputOf;
  private final VersionedInferenceFunction.ResultOf<R, O, T> resultOf;
  private transient ModelLeases<ModelLease<I, O>> leases;
  private transient AtomicInteger inFlight;
  private transient Counter skipped;

  /**
   * @param maxInFlight of a subtask; below the operator's capacity and its share of the model's
   *     queue
   */
  public ShadowInferenceFunction(
      ModelVersions<I, O> versions,
      int maxInFlight,
      VersionedInferenceFunction.RevisionOf<R> revisionOf,
      AsyncInferenceFunction.InputOf<R, I> inputOf,
      VersionedInferenceFunction.ResultOf<R, O, T> resultOf) {
    this.versions = versions;
    this.maxInFlight = maxInFlight;
    this.revisionOf = revisionOf;
    this.inputOf = inputOf;
    this.resultOf = resultOf;
  }

  @Override
  public void open(OpenContext context) {
    inFlight = new AtomicInteger();
    int subtask = getRuntimeContext().getTaskInfo().getIndexOfThisSubtask();
    leases = new ModelLeases<>(versions.forSubtask(subtask), System::nanoTime);
    skipped = getRuntimeContext().getMetricGroup().counter("shadowSkipped");
  }

  @Override
  public void asyncInvoke(R record, ResultFuture<T> result) throws InterruptedException {
    ModelRevision revision = revisionOf.revisionOf(record);
    CompletableFuture<ModelLease<I, O>> lease = leases.of(revision);
    if (!lease.isDone() || inFlight.get() >= maxInFlight) {
      skipped.inc();
      result.complete(Collections.emptyList());
      return;
    }
    inFlight.incrementAndGet();
    long since = System.nanoTime();
    answer(inputOf.inputOf(record), revision, lease)
        .thenApply(done -> resultOf.resultOf(record, done, asked(since, lease)))
        .whenComplete(
            (value, failure) -> {
              inFlight.decrementAndGet();
              result.complete(
                  failure == null ? Collections.singleton(value) : Collections.emptyList());
            });
  }

  private static VersionedInferenceFunction.Asked asked(
      long since, CompletableFuture<? extends ModelLease<?, ?>> lease) {
    return lease.isCompletedExceptionally()
        ? VersionedInferenceFunction.Asked.NEVER
        : VersionedInferenceFunction.Asked.since(since, lease.join());
  }

  private CompletableFuture<InferenceOutcome<O>> answer(
      I input, ModelRevision revision, CompletableFuture<ModelLease<I, O>> lease)
      throws InterruptedException {
    if (lease.isCompletedExceptionally()) {
      return CompletableFuture.completedFuture(
          VersionFailure.unavailable(revision, lease).outcome(revision));
    }
    ModelLeases<ModelLease<I, O>> held = leases;
    return lease
        .join()
        .submit(input, Urgency.REPLAY)
        .exceptionally(
            failure -> {
              held.discard(revision);
              return VersionFailure.failed(revision, failure).outcome(revision);
            });
  }

  @Override
  public void close() {
    if (leases != null) {
      leases.close();
      leases = null;
    }
  }
}
