package io.murmuration.jobs.rank;

import io.murmuration.jobs.rank.stages.Ordered;
import java.lang.reflect.Array;
import java.util.Arrays;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
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
  private transient MapState<Long, I[]> waiting;
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
    waiting =
        getRuntimeContext()
            .getMapState(
                new MapStateDescriptor<>(
                    "waiting", Types.LONG, Types.OBJECT_ARRAY(TypeInformation.of(type))));
    late = getRuntimeContext().getMetricGroup().counter("late");
  }

  @Override
  public final void processElement(I input, Context context, Collector<O> out) throws Exception {
    TimerService timers = context.timerService();
    long at = input.origin().atMillis();
    if (at <= timers.currentWatermark()) {
      late.inc();
      take(input, true, context, out);
      return;
    }
    I[] before = waiting.get(at);
    waiting.put(at, before == null ? only(input) : with(before, input));
    if (before == null) {
      timers.registerEventTimeTimer(at);
    }
  }

  @Override
  public final void onTimer(long timestamp, OnTimerContext context, Collector<O> out)
      throws Exception {
    I[] inputs = waiting.get(timestamp);
    if (inputs != null) {
      waiting.remove(timestamp);
      Arrays.sort(inputs, Ordered.ORDER);
      for (I input : inputs) {
        take(input, false, context, out);
      }
    }
    reached(timestamp, context, out);
  }

  @SuppressWarnings("unchecked") // an array of I's class is an I[]
  private I[] only(I input) {
    I[] array = (I[]) Array.newInstance(type, 1);
    array[0] = input;
    return array;
  }

  private I[] with(I[] before, I input) {
    I[] more = Arrays.copyOf(before, before.length + 1);
    more[before.length] = input;
    return more;
  }
}
