package io.murmuration.jobs.enrich;

import io.murmuration.jobs.Lineage;
import io.murmuration.jobs.Repetitions;
import java.time.Duration;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.metrics.Counter;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;

/**
 * Lets the first record of a tweet_id through and counts the rest, for a time to live that runs on
 * the records' stamps: see docs/decisions/0002-broker-time.md. A record that comes back from the
 * dead letters is no repetition of itself. State is a stamp and a position an id.
 */
final class Deduplicate extends KeyedProcessFunction<String, Post, Post> {
  private final long timeToLiveMillis;
  private transient ValueState<FirstSeen> firstSeen;
  private transient Counter duplicates;

  Deduplicate(Duration timeToLive) {
    this.timeToLiveMillis = timeToLive.toMillis();
  }

  @Override
  public void open(OpenContext context) {
    firstSeen =
        getRuntimeContext()
            .getState(
                new ValueStateDescriptor<>("first-seen", TypeInformation.of(FirstSeen.class)));
    duplicates = getRuntimeContext().getMetricGroup().counter("duplicates");
  }

  @Override
  public void processElement(Post post, Context context, Collector<Post> out) throws Exception {
    long stamp = post.source().timestampMillis();
    Lineage lineage = Lineage.of(post.source());
    FirstSeen first = firstSeen.value();
    boolean known = first != null && Math.abs(stamp - first.stamp()) < timeToLiveMillis;
    if (known && !lineage.follows(first.lineage())) {
      duplicates.inc();
      context.output(
          Repetitions.TAG,
          Repetitions.of(post.source(), post.tweet().getTweetId(), first.lineage()));
      return;
    }
    firstSeen.update(FirstSeen.of(stamp, lineage));
    context.timerService().registerEventTimeTimer(stamp + timeToLiveMillis);
    out.collect(post);
  }

  /** Frees memory alone: whether a record is a repetition never hangs on when this runs. */
  @Override
  public void onTimer(long timestamp, OnTimerContext context, Collector<Post> out)
      throws Exception {
    FirstSeen first = firstSeen.value();
    if (first != null && first.stamp() + timeToLiveMillis <= timestamp) {
      firstSeen.clear();
    }
  }
}
