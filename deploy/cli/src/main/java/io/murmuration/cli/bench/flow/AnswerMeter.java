package io.murmuration.cli.bench.flow;

import org.apache.flink.api.common.accumulators.LongMaximum;
import org.apache.flink.api.common.accumulators.LongMinimum;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.functions.RichMapFunction;

/** Times answers from when their posts were due; those of the warm-up are left out. */
final class AnswerMeter extends RichMapFunction<Answered, Answered> {
  static final String LATENCY = "latency";
  static final String FIRST = "first";
  static final String LAST = "last";

  private final long warmUp;
  private final HistogramAccumulator latency = new HistogramAccumulator();
  private final LongMinimum first = new LongMinimum();
  private final LongMaximum last = new LongMaximum();

  /**
   * @param warmUp posts
   */
  AnswerMeter(long warmUp) {
    this.warmUp = warmUp;
  }

  @Override
  public void open(OpenContext context) {
    getRuntimeContext().addAccumulator(LATENCY, latency);
    getRuntimeContext().addAccumulator(FIRST, first);
    getRuntimeContext().addAccumulator(LAST, last);
  }

  @Override
  public Answered map(Answered answer) {
    if (answer.index() >= warmUp) {
      long now = System.nanoTime();
      latency.add((now - answer.dueNanos()) / 1_000);
      first.add(now);
      last.add(now);
    }
    return answer;
  }
}
