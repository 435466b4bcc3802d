package io.murmuration.jobs.enrich;

import io.murmuration.model.duplicate.BucketKind;
import io.murmuration.model.duplicate.BucketRules;
import io.murmuration.model.duplicate.Sighting;
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
 * A bucket's leaders, by {@link BucketRules} on the records' stamps. State: the leaders, and each
 * open window's candidates, both bounded; and the probes of posts ahead of the watermark.
 */
final class FindLeader extends KeyedProcessFunction<String, Probe, Answer> {
  private static final Sighting[] NONE = {};

  private final BucketRules rules;
  private transient ValueState<Sighting[]> leaders;
  private transient MapState<Long, Sighting[]> candidates;
  private transient MapState<String, Probe> waiting;
  private transient Counter late;

  FindLeader(BucketRules rules) {
    this.rules = rules;
  }

  @Override
  public void open(OpenContext context) {
    var sightings = Types.OBJECT_ARRAY(TypeInformation.of(Sighting.class));
    leaders = getRuntimeContext().getState(new ValueStateDescriptor<>("leaders", sightings));
    candidates =
        getRuntimeContext()
            .getMapState(new MapStateDescriptor<>("candidates", Types.LONG, sightings));
    waiting =
        getRuntimeContext()
            .getMapState(
                new MapStateDescriptor<>("waiting", Types.STRING, TypeInformation.of(Probe.class)));
    late = getRuntimeContext().getMetricGroup().counter("late");
  }

  @Override
  public void processElement(Probe probe, Context context, Collector<Answer> out) throws Exception {
    TimerService timers = context.timerService();
    long window = rules.windowOf(probe.sighting().stamp());
    if (timers.currentWatermark() >= rules.answering(window)) {
      out.collect(answer(probe));
    } else {
      waiting.put(probe.post(), probe);
      timers.registerEventTimeTimer(rules.answering(window));
    }
    if (timers.currentWatermark() >= rules.closing(window)) {
      late.inc();
      return;
    }
    offer(window, probe.sighting(), timers);
  }

  private void offer(long window, Sighting sighting, TimerService timers) throws Exception {
    List<Sighting> before = listOf(candidates.get(window));
    List<Sighting> after = rules.offered(before, sighting);
    if (before.isEmpty()) {
      timers.registerEventTimeTimer(rules.closing(window));
    }
    if (after != before) {
      candidates.put(window, after.toArray(NONE));
    }
  }

  /** Timers are set at the ends of windows alone. */
  @Override
  public void onTimer(long timestamp, OnTimerContext context, Collector<Answer> out)
      throws Exception {
    long closed = rules.windowOf(timestamp);
    if (candidates.contains(closed)) {
      close(closed, context);
    }
    answerWaiting(timestamp, out);
    forget(timestamp);
  }

  private void close(long window, OnTimerContext context) throws Exception {
    List<Sighting> after =
        rules.closed(
            listOf(leaders.value()),
            listOf(candidates.get(window)),
            BucketKind.of(context.getCurrentKey()));
    candidates.remove(window);
    leaders.update(after.toArray(NONE));
    long newest = after.get(after.size() - 1).stamp();
    context.timerService().registerEventTimeTimer(rules.forgetting(newest));
  }

  private void answerWaiting(long watermark, Collector<Answer> out) throws Exception {
    for (Iterator<Probe> all = waiting.values().iterator(); all.hasNext(); ) {
      Probe probe = all.next();
      if (rules.answering(rules.windowOf(probe.sighting().stamp())) <= watermark) {
        out.collect(answer(probe));
        all.remove();
      }
    }
    if (waiting.isEmpty()) {
      waiting.clear(); // an empty map is state too, on the heap
    }
  }

  private void forget(long watermark) throws Exception {
    List<Sighting> known = listOf(leaders.value());
    List<Sighting> left =
        known.stream().filter(one -> rules.forgetting(one.stamp()) > watermark).toList();
    if (left.isEmpty()) {
      leaders.clear();
    } else if (left.size() < known.size()) {
      leaders.update(left.toArray(NONE));
    }
  }

  private Answer answer(Probe probe) throws Exception {
    Sighting leader =
        rules.leaderOf(probe.sighting(), listOf(leaders.value()), BucketKind.of(probe.bucket()));
    return new Answer(probe.post(), probe.of(), probe.bucket(), leader);
  }

  private static List<Sighting> listOf(Sighting[] sightings) {
    return sightings == null ? List.of() : List.of(sightings);
  }
}
