package io.murmuration.cli.bench.flow;

import org.apache.flink.api.common.JobExecutionResult;
import org.apache.flink.api.common.accumulators.LongCounter;
import org.apache.flink.api.common.accumulators.LongMaximum;
import org.apache.flink.api.common.accumulators.LongMinimum;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.functions.RichMapFunction;

/** Times what passes, in one subtask, after a number of records for warming up. */
public final class ThroughputMeter<T> extends RichMapFunction<T, T> {
  private static final String COUNT = "count";
  private static final String FIRST = "first";
  private static final String LAST = "last";

  private final long warmUp;
  private final LongCounter count = new LongCounter();
  private final LongMinimum first = new LongMinimum();
  private final LongMaximum last = new LongMaximum();
  private long seen;

  public ThroughputMeter(long warmUp) {
    this.warmUp = warmUp;
  }

  @Override
  public void open(OpenContext context) {
    getRuntimeContext().addAccumulator(COUNT, count);
    getRuntimeContext().addAccumulator(FIRST, first);
    getRuntimeContext().addAccumulator(LAST, last);
  }

  @Override
  public T map(T record) {
    if (seen++ >= warmUp) {
      long now = System.nanoTime();
      count.add(1);
      first.add(now);
      last.add(now);
    }
    return record;
  }

  /** Of the job that it was in. */
  public static double perSecond(JobExecutionResult job) {
    long records = job.<Long>getAccumulatorResult(COUNT);
    long nanos = job.<Long>getAccumulatorResult(LAST) - job.<Long>getAccumulatorResult(FIRST);
    return (records - 1) / (nanos / 1e9);
  }
}
