package io.murmuration.jobs.rank;

import io.murmuration.jobs.rank.stages.Origin;
import io.murmuration.jobs.rank.stages.Placed;
import java.util.HashMap;
import java.util.Map;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.java.tuple.Tuple2;
import org.apache.flink.metrics.Counter;
import org.apache.flink.runtime.state.StateInitializationContext;
import org.apache.flink.runtime.state.StateSnapshotContext;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;

/**
 * Sees to it that no input is late anywhere behind it: one whose place in event time has passed is
 * moved up to the first that has not. Out of order in its own partition is a property of the topic,
 * the same in each replay; behind a watermark that went on with the clock is one of this run, so it
 * is written down, and a replay reads it there.
 *
 * <p>A stage's watermark is the least of those of its inputs, and no source steps aside, so what is
 * ahead of its own source's watermark here is ahead of every stage's. See
 * docs/decisions/0008-timelines.md.
 */
final class PlaceInputs<I extends Placed<I>> extends AbstractStreamOperator<I>
    implements OneInputStreamOperator<I, I> {
  private static final long serialVersionUID = 1;
  private static final long NEVER = Long.MIN_VALUE;

  private final long shiftMillis;
  private final LateInputs recorded;
  private final Map<Integer, Long> greatestStamps = new HashMap<>();
  private long passedMillis = NEVER;
  private transient Counter late;
  private transient ListState<Long> passed;
  private transient ListState<Tuple2<Integer, Long>> stamps;

  /**
   * @param shiftMillis from a partition's greatest stamp to its watermark
   * @param recorded of the run that is replayed; null live
   */
  PlaceInputs(long shiftMillis, LateInputs recorded) {
    this.shiftMillis = shiftMillis;
    this.recorded = recorded;
  }

  @Override
  public void open() throws Exception {
    super.open();
    late = getMetricGroup().counter("late");
  }

  @Override
  public void initializeState(StateInitializationContext context) throws Exception {
    super.initializeState(context);
    // Partitions are dealt out anew after a restart: each subtask goes on from all that was known.
    passed =
        context
            .getOperatorStateStore()
            .getUnionListState(new ListStateDescriptor<>("passed", Types.LONG));
    stamps =
        context
            .getOperatorStateStore()
            .getUnionListState(
                new ListStateDescriptor<>("greatest-stamps", Types.TUPLE(Types.INT, Types.LONG)));
    for (long each : passed.get()) {
      passedMillis = Math.max(passedMillis, each);
    }
    for (Tuple2<Integer, Long> each : stamps.get()) {
      greatestStamps.merge(each.f0, each.f1, Math::max);
    }
  }

  @Override
  public void snapshotState(StateSnapshotContext context) throws Exception {
    super.snapshotState(context);
    passed.clear();
    passed.add(passedMillis);
    stamps.clear();
    for (Map.Entry<Integer, Long> each : greatestStamps.entrySet()) {
      stamps.add(Tuple2.of(each.getKey(), each.getValue()));
    }
  }

  @Override
  public void processElement(StreamRecord<I> element) {
    I input = element.getValue();
    Origin inTopic = inOrderOfItsPartition(input.origin(), element.getTimestamp());
    Origin place = recorded == null ? notPassed(inTopic) : asRecorded(inTopic);
    if (place == input.origin()) {
      output.collect(element);
    } else {
      late.inc();
      output.collect(element.replace(input.placedAt(place)));
    }
  }

  @Override
  public void processWatermark(Watermark mark) throws Exception {
    // A bounded input's end is no time that anything could come late to.
    if (mark.getTimestamp() != Watermark.MAX_WATERMARK.getTimestamp()) {
      passedMillis = Math.max(passedMillis, mark.getTimestamp());
    }
    super.processWatermark(mark);
  }

  private Origin inOrderOfItsPartition(Origin origin, long stamp) {
    Long before = greatestStamps.get(origin.partition());
    greatestStamps.merge(origin.partition(), stamp, Math::max);
    return before == null ? origin : notBefore(origin, before + shiftMillis);
  }

  private Origin notPassed(Origin origin) {
    Origin place = notBefore(origin, passedMillis + 1);
    if (place != origin) {
      output.collect(LateInputs.TAG, new StreamRecord<>(LateInputs.of(place, place.atMillis())));
    }
    return place;
  }

  private Origin asRecorded(Origin origin) {
    Long countedAt = recorded.countedAtMillis(origin);
    return countedAt == null ? origin : notBefore(origin, countedAt);
  }

  private static Origin notBefore(Origin origin, long millis) {
    return origin.atMillis() >= millis ? origin : origin.at(millis).asLate();
  }
}
