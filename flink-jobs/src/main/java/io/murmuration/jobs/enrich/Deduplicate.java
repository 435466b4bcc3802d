package io.murmuration.jobs.enrich;

import java.time.Duration;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.metrics.Counter;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;

/**
 * Lets the first record of a tweet_id through and counts the rest, for a time to live that runs on
 * the records' stamps: see docs/decisions/0002-broker-time.md. State is one number an id.
 */
final class Deduplicate extends KeyedProcessFunction<String, Post, Post> {
  private final long timeToLiveMillis;
  private transient ValueState<Long> firstStamp;
  private transient Counter duplicates;

  Deduplicate(Duration timeToLive) {
    this.timeToLiveMillis = timeToLive.toMillis();
  }

  @Override
  public void open(OpenContext context) {
    firstStamp =
        getRuntimeContext().getState(new ValueStateDescriptor<>("first-stamp", Types.LONG));
    duplicates = getRuntimeContext().getMetricGroup().counter("duplicates");
  }

  @Override
  public void processElement(Post post, Context context, Collector<Post> out) throws Exception {
    long stamp = post.source().timestampMillis();
    Long first = firstStamp.value();
    if (first != null && Math.abs(stamp - first) < timeToLiveMillis) {
      duplicates.inc();
      return;
    }
    firstStamp.update(stamp);
    context.timerService().registerEventTimeTimer(stamp + timeToLiveMillis);
    out.collect(post);
  }

  /** Frees memory alone: whether a record is a repetition never hangs on when this runs. */
  @Override
  public void onTimer(long timestamp, OnTimerContext context, Collector<Post> out)
      throws Exception {
    Long first = firstStamp.value();
    if (first != null && first + timeToLiveMillis <= timestamp) {
      firstStamp.clear();
    }
  }
}
