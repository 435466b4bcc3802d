package io.murmuration.jobs.ads;

import io.murmuration.event.Creative;
import io.murmuration.event.CreativeCheck;
import io.murmuration.event.CreativeRung;
import io.murmuration.jobs.DeadLetters;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.formats.avro.typeutils.AvroTypeInfo;
import org.apache.flink.streaming.api.functions.co.KeyedCoProcessFunction;
import org.apache.flink.util.Collector;

/**
 * Gives a request the creative of its leader, as soon as there is one. Keyed by the leader's
 * request_id; a creative is kept a little longer than it may be used.
 */
final class ReuseCreative extends KeyedCoProcessFunction<String, Made, Placed, Made> {
  private final long keepMillis;
  private final RungPolicy rungs;
  private transient ValueState<Creative> creative;
  private transient ListState<Placed> waiting;

  ReuseCreative(Duration keep, RungPolicy rungs) {
    this.keepMillis = keep.toMillis();
    this.rungs = rungs;
  }

  @Override
  public void open(OpenContext context) {
    creative =
        getRuntimeContext()
            .getState(new ValueStateDescriptor<>("creative", new AvroTypeInfo<>(Creative.class)));
    waiting =
        getRuntimeContext()
            .getListState(new ListStateDescriptor<>("waiting", TypeInformation.of(Placed.class)));
  }

  @Override
  public void processElement1(Made made, Context context, Collector<Made> out) throws Exception {
    creative.update(made.value());
    for (Placed placed : waiting.get()) {
      out.collect(reused(placed, made.value()));
    }
    waiting.clear();
    long stamp = context.timestamp() == null ? 0 : context.timestamp();
    context.timerService().registerEventTimeTimer(stamp + keepMillis);
  }

  @Override
  public void processElement2(Placed placed, Context context, Collector<Made> out)
      throws Exception {
    Creative known = creative.value();
    if (known == null) {
      waiting.add(placed);
      context
          .timerService()
          .registerEventTimeTimer(placed.call().source().timestampMillis() + keepMillis);
    } else {
      out.collect(reused(placed, known));
    }
  }

  @Override
  public void onTimer(long timestamp, OnTimerContext context, Collector<Made> out)
      throws Exception {
    for (Placed placed : waiting.get()) {
      String reason = "the creative of %s never came".formatted(placed.leader());
      out.collect(
          made(
              placed, Bundle.none(placed.call(), reason, rungs.isInTime(placed.call().request()))));
    }
    waiting.clear();
    creative.clear();
  }

  private Made reused(Placed placed, Creative leader) {
    var request = placed.call().request();
    Creative.Builder copy = Creative.newBuilder(leader);
    copy.getProvenance().setSource(DeadLetters.position(placed.call().source()));
    copy.getProvenance().setEventTime(request.getRequestedAt());
    List<CreativeCheck> checks = new ArrayList<>(leader.getChecks());
    checks.add(
        new CreativeCheck(
            "cache", true, "made for " + placed.leader() + " as " + leader.getRung()));
    boolean shown = !leader.getCampaignId().isEmpty();
    return made(
        placed,
        copy.setRequestId(request.getRequestId())
            .setSegment(request.getSegment())
            .setChecks(checks)
            .setRung(shown ? CreativeRung.cache : CreativeRung.unknown)
            .setRungReason(shown ? "made for " + placed.leader() : leader.getRungReason())
            .setDeadlineMet(rungs.isInTime(request))
            .build());
  }

  private static Made made(Placed placed, Creative value) {
    return Made.of(value, placed.call().source());
  }
}
