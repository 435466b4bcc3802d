package io.murmuration.jobs.ads;

import io.murmuration.event.Creative;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.formats.avro.typeutils.AvroTypeInfo;
import org.apache.flink.streaming.api.functions.co.KeyedCoProcessFunction;
import org.apache.flink.util.Collector;

/**
 * Gives a request the creative of its leader, as soon as there is one; not one that was taken back,
 * and not one that quotes the post beside this request. Keyed by the leader's request_id; a
 * creative is kept a little longer than it may be used.
 */
final class ReuseCreative extends KeyedCoProcessFunction<String, CachedCreative, InContext, Made> {
  private final long keepMillis;
  private final BriefTemplate template;
  private final RungPolicy rungs;
  private transient CachedAnswers answers;
  private transient ValueState<Creative> creative;
  private transient ValueState<Boolean> recalled;
  private transient ListState<InContext> waiters;

  /** Where an earlier release kept them. */
  private transient ListState<Placed> waiting;

  ReuseCreative(Duration keep, BriefTemplate template, RungPolicy rungs) {
    this.keepMillis = keep.toMillis();
    this.template = template;
    this.rungs = rungs;
  }

  @Override
  public void open(OpenContext context) {
    answers = new CachedAnswers(template, rungs);
    var runtime = getRuntimeContext();
    creative =
        runtime.getState(
            new ValueStateDescriptor<>("creative", new AvroTypeInfo<>(Creative.class)));
    recalled = runtime.getState(new ValueStateDescriptor<>("recalled", Types.BOOLEAN));
    waiters =
        runtime.getListState(
            new ListStateDescriptor<>("waiters", TypeInformation.of(InContext.class)));
    waiting =
        runtime.getListState(
            new ListStateDescriptor<>("waiting", TypeInformation.of(Placed.class)));
  }

  @Override
  public void processElement1(CachedCreative cached, Context context, Collector<Made> out)
      throws Exception {
    if (cached.value() == null) {
      recalled.update(true);
      creative.clear();
    } else if (recalled.value() == null) {
      creative.update(cached.value());
    }
    for (InContext each : takeWaiters()) {
      out.collect(answer(each));
    }
    long stamp = context.timestamp() == null ? 0 : context.timestamp();
    context.timerService().registerEventTimeTimer(stamp + keepMillis);
  }

  @Override
  public void processElement2(InContext inContext, Context context, Collector<Made> out)
      throws Exception {
    if (creative.value() == null && recalled.value() == null) {
      waiters.add(inContext);
      context
          .timerService()
          .registerEventTimeTimer(
              inContext.placed().call().source().timestampMillis() + keepMillis);
    } else {
      out.collect(answer(inContext));
    }
  }

  @Override
  public void onTimer(long timestamp, OnTimerContext context, Collector<Made> out)
      throws Exception {
    for (InContext each : takeWaiters()) {
      out.collect(answers.none(each, "the creative of " + leader(each) + " never came"));
    }
    creative.clear();
    recalled.clear();
  }

  private List<InContext> takeWaiters() throws Exception {
    List<InContext> all = new ArrayList<>();
    for (Placed placed : waiting.get()) {
      all.add(InContext.without(placed, JoinContext.wanted(placed)));
    }
    waiters.get().forEach(all::add);
    waiting.clear();
    waiters.clear();
    return all;
  }

  private Made answer(InContext inContext) throws Exception {
    return recalled.value() == null
        ? answers.reused(inContext, creative.value())
        : answers.none(
            inContext, "withheld: the creative of " + leader(inContext) + " was taken back");
  }

  private static String leader(InContext inContext) {
    return inContext.placed().leader();
  }
}
