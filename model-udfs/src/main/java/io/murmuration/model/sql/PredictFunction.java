package io.murmuration.model.sql;

import io.murmuration.model.flink.InferenceMetrics;
import io.murmuration.model.inference.ModelLease;
import io.murmuration.model.inference.SharedModels;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.functions.AsyncPredictFunction;
import org.apache.flink.table.functions.FunctionContext;

/**
 * {@code ML_PREDICT} over the batches that all subtasks of a JVM share. A NULL text has NULL
 * results and isn't asked.
 */
public final class PredictFunction extends AsyncPredictFunction {
  private final PredictOptions options;
  private final List<String> columns;
  private transient Asked<?, ?> asked;

  PredictFunction(PredictOptions options, List<String> columns) {
    this.options = options;
    this.columns = columns;
  }

  /** The binding's two types, kept together. */
  private record Asked<I, O>(
      ModelLease<I, O> lease, Function<String, I> input, OutputRows<O> rows) {
    static <I, O> Asked<I, O> open(
        ModelBinding<I, O> binding, PredictOptions options, List<String> columns, int subtask) {
      OutputRows<O> rows = new OutputRows<>(columns, binding.columns(), options.onReject());
      return new Asked<>(
          SharedModels.acquire(
              binding.loader().forSubtask(subtask), binding.limits(), options.memory()),
          binding.input(),
          rows);
    }

    CompletableFuture<Collection<RowData>> predict(RowData row) {
      if (row.isNullAt(0)) {
        return CompletableFuture.completedFuture(List.of(rows.nulls(null)));
      }
      try {
        return lease.submit(input.apply(row.getString(0).toString())).thenApply(rows::of);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return CompletableFuture.failedFuture(e);
      }
    }
  }

  @Override
  public void open(FunctionContext context) {
    int subtask = context.getTaskInfo().getIndexOfThisSubtask();
    asked = Asked.open(ModelBinding.of(options), options, columns, subtask);
    InferenceMetrics.register(
        context.getMetricGroup(), asked.lease().model(), asked.lease().statistics());
  }

  @Override
  public CompletableFuture<Collection<RowData>> asyncPredict(RowData row) {
    return asked.predict(row);
  }

  @Override
  public void close() {
    if (asked != null) {
      asked.lease().close();
      asked = null;
    }
  }
}
