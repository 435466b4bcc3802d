package io.murmuration.jobs.rank;

import io.murmuration.jobs.rank.stages.Ordered;
import java.util.List;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.metrics.Counter;
import org.apache.flink.streaming.api.TimerService;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;

/**
 * Takes a key's inputs in the order of event time, whichever came first: each waits for the
 * watermark. One that comes after it is counted and taken at once.
 */
abstract class InOrder<I extends Ordered, O> extends KeyedProcessFunction<String, I, O> {
  private final Class<I> type;
  private transient WaitingInputs<I> waiting;
  private transient Counter late;

  InOrder(Class<I> type) {
    this.type = type;
  }

  /**
   * @param late whether it comes after its place
   */
  abstract void take(I input, boolean late, Context context, Collector<O> out) throws Exception;

  /** All inputs of up to then were taken; called at the times of timers, which anyone may set. */
  abstract void reached(long atMillis, Context context, Collector<O> out) throws Exception;

  @Override
  public void open(OpenContext context) throws Exception {
    waiting = new WaitingInputs<>(getRuntimeContext(), type);
    late = getRuntimeContext().getMetricGroup().counter("late");
  }

  @Override
  public final void processElement(I input, Context context, Collector<O> out) throws Exception {
    TimerService timers = context.timerService();
    long at = input.origin().atMillis();
    if (at <= timers.currentWatermark()) {
      late.inc();
      take(input, true, context, out);
    } else if (waiting.add(context.getCurrentKey(), at, input)) {
      timers.registerEventTimeTimer(at);
    }
  }

  @Override
  public final void onTimer(long timestamp, OnTimerContext context, Collector<O> out)
      throws Exception {
    List<I> inputs = waiting.take(context.getCurrentKey(), timestamp);
    if (inputs.size() > 1) {
      inputs.sort(Ordered.ORDER);
    }
    for (I input : inputs) {
      take(input, false, context, out);
    }
    reached(timestamp, context, out);
  }
}
