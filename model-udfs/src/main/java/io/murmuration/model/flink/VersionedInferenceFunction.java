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
    T resultOf(R record, InferenceOutcome<O> outcome, Asked asked);
  }

  /**
   * How a version was asked; never for a record's value.
   *
   * @param nanos since then, loading not counted; 0 where it could not be asked. For the judgement
   *     of trials
   * @param approximate whether it makes no claim on its bytes here, see {@link
   *     ModelLease#sameBytes}
   */
  public record Asked(long nanos, boolean approximate) {
    static final Asked NEVER = new Asked(0, false);

    static Asked since(long nanoTime, ModelLease<?, ?> lease) {
      return new Asked(System.nanoTime() - nanoTime, !lease.sameBytes());
    }
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
            versions.forSubtask(getRuntimeContext().getTaskInfo().getIndexOfThisSubtask()),
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
            lease -> told(lease, input, urgency),
            failure ->
                CompletableFuture.completedFuture(
                    new Told<>(failure.outcome(revision), Asked.NEVER)))
        .thenApply(told -> resultOf.resultOf(record, told.outcome(), told.asked()))
        .whenComplete(
            (value, failure) -> {
              if (failure == null) {
                result.complete(Collections.singleton(value));
              } else {
                result.completeExceptionally(failure);
              }
            });
  }

  private record Told<O>(InferenceOutcome<O> outcome, Asked asked) {}

  private static <I, O> CompletableFuture<Told<O>> told(
      ModelLease<I, O> lease, I input, Urgency urgency) throws InterruptedException {
    long since = System.nanoTime();
    return lease
        .submit(input, urgency)
        .thenApply(outcome -> new Told<>(outcome, Asked.since(since, lease)));
  }

  @Override
  public void close() {
    if (model != null) {
      model.close();
      model = null;
    }
  }
}
