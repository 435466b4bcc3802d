package io.murmuration.model.flink;

import io.murmuration.model.inference.InferenceOutcome;
import io.murmuration.model.inference.ModelLease;
import io.murmuration.model.inference.Urgency;
import io.murmuration.model.lifecycle.ModelRevision;
import io.murmuration.model.lifecycle.ModelVersions;
import io.murmuration.model.lifecycle.VersionedModel;
import java.io.Serializable;
import java.util.Collections;
import java.util.concurrent.CompletableFuture;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.streaming.api.functions.async.ResultFuture;
import org.apache.flink.streaming.api.functions.async.RichAsyncFunction;

/**
 * {@link AsyncInferenceFunction} for records that are stamped with their model: each meets that
 * version of a {@link VersionedModel} and no other.
 *
 * @param <R> the record
 * @param <I> what of it the model reads
 * @param <T> what becomes of both
 */
public final class VersionedInferenceFunction<R, I, O, T> extends RichAsyncFunction<R, T> {
  private final ModelVersions<I, O> versions;
  private final RevisionOf<R> revisionOf;
  private final AsyncInferenceFunction.UrgencyOf<R> urgencyOf;
  private final AsyncInferenceFunction.InputOf<R, I> inputOf;
  private final ResultOf<R, O, T> resultOf;
  private transient VersionedModel<ModelLease<I, O>> model;

  /** The version that a record is stamped with. */
  public interface RevisionOf<R> extends Serializable {
    ModelRevision revisionOf(R record);
  }

  /** Runs on the device thread: cheap, and free of side effects. */
  public interface ResultOf<R, O, T> extends Serializable {
    /**
     * @param nanos since the model was asked, loading not counted; 0 where it could not be asked.
     *     For the judgement of trials, never for a record
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
    var metrics = new RenewedGauges(getRuntimeContext().getMetricGroup());
    model =
        new VersionedModel<>(
            versions,
            lease -> InferenceMetrics.register(metrics, lease.model(), lease.statistics()));
  }

  @Override
  public void asyncInvoke(R record, ResultFuture<T> result) throws InterruptedException {
    ModelRevision revision = revisionOf.revisionOf(record);
    I input = inputOf.inputOf(record);
    Urgency urgency = urgencyOf.urgencyOf(record);
    model
        .ask(
            revision,
            lease -> timed(lease, input, urgency),
            failure -> CompletableFuture.completedFuture(new Timed<>(failure.outcome(revision), 0)))
        .thenApply(timed -> resultOf.resultOf(record, timed.outcome(), timed.nanos()))
        .whenComplete(
            (value, failure) -> {
              if (failure == null) {
                result.complete(Collections.singleton(value));
              } else {
                result.completeExceptionally(failure);
              }
            });
  }

  private record Timed<O>(InferenceOutcome<O> outcome, long nanos) {}

  private static <I, O> CompletableFuture<Timed<O>> timed(
      ModelLease<I, O> lease, I input, Urgency urgency) throws InterruptedException {
    long since = System.nanoTime();
    return lease
        .submit(input, urgency)
        .thenApply(outcome -> new Timed<>(outcome, System.nanoTime() - since));
  }

  @Override
  public void close() {
    if (model != null) {
      model.close();
      model = null;
    }
  }
}
