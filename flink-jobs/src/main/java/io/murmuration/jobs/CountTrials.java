package io.murmuration.jobs;

import io.murmuration.model.lifecycle.TrialOutcome;
import java.io.Serializable;
import java.util.List;
import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.apache.flink.util.Collector;

/** Sends records on; beside them, while trials are on, how they ended. */
public final class CountTrials<T> extends ProcessFunction<T, T> {
  private final OutcomesOf<T> outcomesOf;

  /** What a record says of models on trial; nothing where none is. */
  public interface OutcomesOf<T> extends Serializable {
    List<TrialOutcome> outcomesOf(T record);
  }

  public CountTrials(OutcomesOf<T> outcomesOf) {
    this.outcomesOf = outcomesOf;
  }

  @Override
  public void processElement(T record, Context context, Collector<T> out) {
    out.collect(record);
    for (TrialOutcome each : outcomesOf.outcomesOf(record)) {
      context.output(ModelLifecycle.outcomes(), each);
    }
  }
}
