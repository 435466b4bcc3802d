package io.murmuration.jobs;

import io.murmuration.model.lifecycle.TrialOutcome;
import java.io.Serializable;
import java.util.List;
import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.apache.flink.util.Collector;

/**
 * Sends on what came of records; beside it, while trials are on, how they ended.
 *
 * @param <T> the record with what it says of models
 * @param <R> without
 */
public final class CountTrials<T, R> extends ProcessFunction<T, R> {
  private final OutcomesOf<T> outcomesOf;
  private final ResultOf<T, R> resultOf;

  /** What a record says of models on trial; nothing where none is. */
  public interface OutcomesOf<T> extends Serializable {
    List<TrialOutcome> outcomesOf(T record);
  }

  /** What goes on. */
  public interface ResultOf<T, R> extends Serializable {
    R resultOf(T record);
  }

  public CountTrials(OutcomesOf<T> outcomesOf, ResultOf<T, R> resultOf) {
    this.outcomesOf = outcomesOf;
    this.resultOf = resultOf;
  }

  @Override
  public void processElement(T record, Context context, Collector<R> out) {
    out.collect(resultOf.resultOf(record));
    for (TrialOutcome each : outcomesOf.outcomesOf(record)) {
      context.output(ModelLifecycle.outcomes(), each);
    }
  }
}
