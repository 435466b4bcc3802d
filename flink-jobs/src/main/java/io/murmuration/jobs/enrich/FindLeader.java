package io.murmuration.jobs.enrich;

import io.murmuration.model.duplicate.Bucket;
import io.murmuration.model.duplicate.BucketKind;
import io.murmuration.model.duplicate.BucketRules;
import io.murmuration.model.duplicate.Sighting;
import java.io.IOException;
import java.util.Iterator;
import java.util.List;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.metrics.Counter;
import org.apache.flink.streaming.api.TimerService;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;

/**
 * A bucket's leaders, by {@link BucketRules} on the records' stamps. State: the leaders, and the
 * candidates of windows that had not closed when the bucket was last asked, both bounded; and the
 * probes of posts ahead of the watermark.
 *
 * <p>A window closes when its bucket is next asked, not when the watermark passes: most buckets are
 * never asked again, and cost one read and one write.
 */
final class FindLeader extends KeyedProcessFunction<String, Probe, Answer> {
  private static final Sighting[] NONE = {};

  private final BucketRules rules;
  private transient ValueState<Sighting[]> leaders;
  private transient ValueState<Sighting[]> candidates;
  private transient MapState<String, Probe> waiting;
  private transient Counter late;

  FindLeader(BucketRules rules) {
    this.rules = rules;
  }

  @Override
  public void open(OpenContext context) {
    var sightings = Types.OBJECT_ARRAY(TypeInformation.of(Sighting.class));
    leaders = getRuntimeContext().getState(new ValueStateDescriptor<>("leaders", sightings));
    candidates = getRuntimeContext().getState(new ValueStateDescriptor<>("open", sightings));
    waiting =
        getRuntimeContext()
            .getMapState(
                new MapStateDescriptor<>("waiting", Types.STRING, TypeInformation.of(Probe.class)));
    late = getRuntimeContext().getMetricGroup().counter("late");
  }

  @Override
  public void processElement(Probe probe, Context context, Collector<Answer> out) throws Exception {
    TimerService timers = context.timerService();
    long watermark = timers.currentWatermark();
    long window = rules.windowOf(probe.sighting().stamp());
    Bucket bucket = closedUpTo(watermark, BucketKind.of(probe.bucket()));
    if (watermark >= rules.answering(window)) {
      out.collect(answer(probe, bucket));
    } else {
      waiting.put(probe.post(), probe);
      timers.registerEventTimeTimer(rules.answering(window));
    }
    if (watermark >= rules.closing(window)) {
      late.inc();
    } else {
      offer(probe.sighting(), bucket, timers);
    }
  }

  private void offer(Sighting sighting, Bucket bucket, TimerService timers) throws Exception {
    Bucket after = bucket.offered(sighting, rules);
    if (after != bucket) {
      write(candidates, after.candidates());
    }
    if (bucket.isEmpty()) {
      timers.registerEventTimeTimer(rules.forgetting(sighting.stamp()));
    }
  }

  /** Timers are set where probes wait, and one a bucket where its oldest sighting is forgotten. */
  @Override
  public void onTimer(long timestamp, OnTimerContext context, Collector<Answer> out)
      throws Exception {
    Bucket bucket = closedUpTo(timestamp, BucketKind.of(context.getCurrentKey()));
    answerWaiting(timestamp, bucket, out);
    Bucket left = bucket.remembered(timestamp, rules);
    if (left != bucket) {
      write(leaders, left.leaders());
      if (!left.isEmpty()) {
        context.timerService().registerEventTimeTimer(rules.forgetting(left.newest()));
      }
    }
  }

  /** The bucket with all windows closed that the watermark has passed. */
  private Bucket closedUpTo(long watermark, BucketKind kind) throws Exception {
    Bucket kept = new Bucket(listOf(leaders.value()), listOf(candidates.value()));
    Bucket closed = kept.closedUpTo(watermark, kind, rules);
    if (closed != kept) {
      write(leaders, closed.leaders());
      write(candidates, closed.candidates());
    }
    return closed;
  }

  private void answerWaiting(long watermark, Bucket bucket, Collector<Answer> out)
      throws Exception {
    for (Iterator<Probe> all = waiting.values().iterator(); all.hasNext(); ) {
      Probe probe = all.next();
      if (rules.answering(rules.windowOf(probe.sighting().stamp())) <= watermark) {
        out.collect(answer(probe, bucket));
        all.remove();
      }
    }
    if (waiting.isEmpty()) {
      waiting.clear(); // an empty map is state too, on the heap
    }
  }

  private Answer answer(Probe probe, Bucket bucket) {
    Sighting leader =
        rules.leaderOf(probe.sighting(), bucket.leaders(), BucketKind.of(probe.bucket()));
    return new Answer(probe.post(), probe.of(), probe.bucket(), leader);
  }

  private static List<Sighting> listOf(Sighting[] sightings) {
    return sightings == null ? List.of() : List.of(sightings);
  }

  private static void write(ValueState<Sighting[]> state, List<Sighting> sightings)
      throws IOException {
    state.update(sightings.isEmpty() ? null : sightings.toArray(NONE));
  }
}
