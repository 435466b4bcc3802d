package io.murmuration.model.flink;

import io.murmuration.model.inference.BatchLimits;
import io.murmuration.model.inference.InferenceOutcome;
import io.murmuration.model.inference.LocalMemory;
import io.murmuration.model.inference.ModelLease;
import io.murmuration.model.inference.ModelLoader;
import io.murmuration.model.inference.SharedModels;
import io.murmuration.model.inference.Urgency;
import java.io.Serializable;
import java.util.Collections;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.streaming.api.functions.async.ResultFuture;
import org.apache.flink.streaming.api.functions.async.RichAsyncFunction;

/**
 * Where a record meets a model. The inputs in flight are checkpointed by Flink's operator and asked
 * again after a restore; all subtasks of a JVM share the model and its batches (those of one
 * device, where it has several).
 *
 * <p>Use it without Flink's timer or retries ({@code AsyncDataStream.unorderedWait(stream,
 * function, 0, MILLISECONDS, capacity)}): both are the batcher's. A rejected or expired input is a
 * result like any other; a fatal failure fails the task.
 *
 * @param <R> the record
 * @param <I> what of it the model reads
 * @param <T> what becomes of both
 */
public final class AsyncInferenceFunction<R, I, O, T> extends RichAsyncFunction<R, T> {
  private final ModelLoader<I, O> loader;
  private final BatchLimits limits;
  private final LocalMemory memory;
  private final UrgencyOf<R> urgencyOf;
  private final InputOf<R, I> inputOf;
  private final ResultOf<R, O, T> resultOf;
  private transient ModelLease<I, O> lease;

  /** Runs on the task's thread. */
  public interface InputOf<R, I> extends Serializable {
    I inputOf(R record);
  }

  /** Its lane and the time it has left; on the task's thread, when the record arrives. */
  public interface UrgencyOf<R> extends Serializable {
    Urgency urgencyOf(R record);
  }

  /** Runs on a thread of the model: cheap, and free of side effects. */
  public interface ResultOf<R, O, T> extends Serializable {
    T resultOf(R record, InferenceOutcome<O> outcome);
  }

  /** In the feed's lane, without deadlines or a memory. */
  public AsyncInferenceFunction(
      ModelLoader<I, O> loader, InputOf<R, I> inputOf, ResultOf<R, O, T> resultOf) {
    this(loader, BatchLimits.defaults(), inputOf, resultOf);
  }

  public AsyncInferenceFunction(
      ModelLoader<I, O> loader,
      BatchLimits limits,
      InputOf<R, I> inputOf,
      ResultOf<R, O, T> resultOf) {
    this(loader, limits, null, record -> Urgency.FEED, inputOf, resultOf);
  }

  /**
   * @param memory of the machines that run this, or null: nothing is remembered
   */
  public AsyncInferenceFunction(
      ModelLoader<I, O> loader,
      BatchLimits limits,
      LocalMemory memory,
      UrgencyOf<R> urgencyOf,
      InputOf<R, I> inputOf,
      ResultOf<R, O, T> resultOf) {
    this.loader = loader;
    this.limits = limits;
    this.memory = memory;
    this.urgencyOf = urgencyOf;
    this.inputOf = inputOf;
    this.resultOf = resultOf;
  }

  @Override
  public void open(OpenContext context) {
    int subtask = getRuntimeContext().getTaskInfo().getIndexOfThisSubtask();
    lease = SharedModels.acquire(loader.forSubtask(subtask), limits, memory);
    InferenceMetrics.register(
        getRuntimeContext().getMetricGroup(), lease.model(), lease.statistics());
  }

  @Override
  public void asyncInvoke(R record, ResultFuture<T> result) throws InterruptedException {
    lease
        .submit(inputOf.inputOf(record), urgencyOf.urgencyOf(record))
        .thenApply(outcome -> resultOf.resultOf(record, outcome))
        .whenComplete(
            (value, failure) -> {
              if (failure == null) {
                result.complete(Collections.singleton(value));
              } else {
                result.completeExceptionally(failure);
              }
            });
  }

  @Override
  public void close() {
    if (lease != null) {
      lease.close();
      lease = null;
    }
  }
}
