package io.murmuration.jobs.enrich;

import io.murmuration.model.duplicate.Bucket;
import io.murmuration.model.duplicate.BucketKind;
import io.murmuration.model.duplicate.BucketRules;
import io.murmuration.model.duplicate.Sighting;
import java.util.List;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.metrics.Counter;
import org.apache.flink.streaming.api.TimerService;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;

/**
 * A bucket's leaders, by {@link BucketRules} on the records' stamps. State: the bucket, whose
 * leaders and candidates of windows that had not closed when it was last asked are bounded; and the
 * probes of posts ahead of the watermark.
 *
 * <p>A window closes when its bucket is next asked, not when the watermark passes: most buckets are
 * never asked again, and cost one read and one write.
 */
final class FindLeader extends KeyedProcessFunction<String, Probe, Answer> {
  private final BucketRules rules;
  private transient KeptBuckets buckets;
  private transient WaitingProbes waiting;
  private transient Counter late;

  FindLeader(BucketRules rules) {
    this.rules = rules;
  }

  @Override
  public void open(OpenContext context) {
    buckets = new KeptBuckets(getRuntimeContext());
    waiting = new WaitingProbes(getRuntimeContext());
    late = getRuntimeContext().getMetricGroup().counter("late");
  }

  @Override
  public void processElement(Probe probe, Context context, Collector<Answer> out) throws Exception {
    TimerService timers = context.timerService();
    long watermark = timers.currentWatermark();
    long window = rules.windowOf(probe.sighting().stamp());
    Bucket before = buckets.read(probe.bucket());
    Bucket bucket = before.closedUpTo(watermark, BucketKind.of(probe.bucket()), rules);
    if (watermark >= rules.answering(window)) {
      out.collect(answer(probe, bucket));
    } else {
      waiting.add(probe);
      timers.registerEventTimeTimer(rules.answering(window));
    }
    if (watermark >= rules.closing(window)) {
      late.inc();
      buckets.write(probe.bucket(), before, bucket);
      return;
    }
    buckets.write(probe.bucket(), before, bucket.offered(probe.sighting(), rules));
    if (bucket.isEmpty()) {
      timers.registerEventTimeTimer(rules.forgetting(probe.sighting().stamp()));
    }
  }

  /** Timers are set where probes wait, and one a bucket where its oldest sighting is forgotten. */
  @Override
  public void onTimer(long timestamp, OnTimerContext context, Collector<Answer> out)
      throws Exception {
    List<Probe> answerable =
        waiting.take(
            probe -> rules.answering(rules.windowOf(probe.sighting().stamp())) <= timestamp);
    // At the end of a bounded input all timers fire: nothing is asked any more.
    boolean ended = context.timerService().currentWatermark() == Long.MAX_VALUE;
    if (ended && answerable.isEmpty()) {
      return;
    }
    String name = context.getCurrentKey();
    Bucket before = buckets.read(name);
    Bucket bucket = before.closedUpTo(timestamp, BucketKind.of(name), rules);
    for (Probe probe : answerable) {
      out.collect(answer(probe, bucket));
    }
    Bucket left = bucket.remembered(timestamp, rules);
    buckets.write(name, before, left);
    if (left != bucket && !left.isEmpty()) {
      context.timerService().registerEventTimeTimer(rules.forgetting(left.newest()));
    }
  }

  private Answer answer(Probe probe, Bucket bucket) {
    Sighting leader =
        rules.leaderOf(probe.sighting(), bucket.leaders(), BucketKind.of(probe.bucket()));
    return new Answer(probe.post(), probe.of(), probe.bucket(), leader);
  }
}
