package io.murmuration.model.flink;

import io.murmuration.model.lifecycle.ManagedModel;
import io.murmuration.model.lifecycle.ModelDecision;
import io.murmuration.model.lifecycle.ModelOrder;
import io.murmuration.model.lifecycle.ModelRevision;
import io.murmuration.model.lifecycle.ModelRole;
import io.murmuration.model.lifecycle.ModelRouting;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.metrics.Counter;
import org.apache.flink.streaming.api.functions.co.KeyedCoProcessFunction;
import org.apache.flink.util.Collector;
import org.apache.flink.util.OutputTag;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Decides which model serves from which record on; the one place that does, so run it with
 * parallelism 1, keyed by the operator's name. An operator's orders are carried out one after
 * another, whatever becomes of the others': a new model is loaded, warmed and smoke-tested off the
 * task's thread, and until it is ready, or when it is refused, nothing changes. Then a routing goes
 * out that holds from a record stamp a little ahead of all records seen, so that it is everywhere
 * before the first record that it is about.
 *
 * <p>Input 1: orders. Input 2: the newest stamps of the records. After a restore, orders that were
 * not decided begin anew.
 */
public final class ModelControl
    extends KeyedCoProcessFunction<String, ModelOrder, NewestStamp, ModelRouting> {
  /** What became of each order, and, first, of none. */
  public static final OutputTag<ModelDecision> DECISIONS =
      new OutputTag<>("model-decisions", TypeInformation.of(ModelDecision.class));

  private static final Logger LOG = LoggerFactory.getLogger(ModelControl.class);
  private static final Duration POLL = Duration.ofMillis(20);

  private final List<ManagedModel> models;
  private final Duration ahead;
  private transient ValueState<ModelRouting> routing;
  private transient ValueState<Long> newestStamp;
  private transient MapState<Long, ModelOrder> waiting;
  private transient Map<String, ManagedModel> byOperator;
  private transient Map<String, CandidateLoads<?>> candidates;
  private transient Counter swaps;
  private transient Counter refusals;

  /**
   * @param ahead how far beyond the newest record a swap is set: longer than a routing's way to the
   *     records
   */
  public ModelControl(List<ManagedModel> models, Duration ahead) {
    this.models = List.copyOf(models);
    this.ahead = ahead;
  }

  @Override
  public void open(OpenContext context) {
    var state = getRuntimeContext();
    routing =
        state.getState(
            new ValueStateDescriptor<>("routing", TypeInformation.of(ModelRouting.class)));
    newestStamp = state.getState(new ValueStateDescriptor<>("newest-stamp", Types.LONG));
    waiting =
        state.getMapState(
            new MapStateDescriptor<>("waiting", Types.LONG, TypeInformation.of(ModelOrder.class)));
    byOperator =
        models.stream().collect(Collectors.toMap(ManagedModel::operator, Function.identity()));
    candidates =
        models.stream()
            .collect(
                Collectors.toMap(
                    ManagedModel::operator, model -> new CandidateLoads<>(model.versions())));
    swaps = state.getMetricGroup().counter("modelSwaps");
    refusals = state.getMetricGroup().counter("modelRefusals");
  }

  @Override
  public void processElement1(ModelOrder order, Context context, Collector<ModelRouting> out)
      throws Exception {
    waiting.put(order.offset(), order);
    decideWhatIsReady(context, out);
  }

  @Override
  public void processElement2(NewestStamp newer, Context context, Collector<ModelRouting> out)
      throws Exception {
    long stamp = newer.stampMillis();
    Long newest = newestStamp.value();
    newestStamp.update(newest == null ? stamp : Math.max(newest, stamp));
    sayWhatIsShipped(stamp, context);
  }

  /** Once, before all other decisions: who reads the audit can't know it otherwise. */
  private void sayWhatIsShipped(long stamp, Context context) throws Exception {
    if (routing.value() == null) {
      String operator = context.getCurrentKey();
      routing.update(ModelRouting.shipped(operator));
      context.output(DECISIONS, ModelDecision.shipped(operator, shipped(context), stamp));
    }
  }

  @Override
  public void onTimer(long timestamp, OnTimerContext context, Collector<ModelRouting> out)
      throws Exception {
    decideWhatIsReady(context, out);
  }

  private void decideWhatIsReady(Context context, Collector<ModelRouting> out) throws Exception {
    ManagedModel model = byOperator.get(context.getCurrentKey());
    CandidateLoads<?> loads = candidates.get(context.getCurrentKey());
    for (ModelOrder order = first(); order != null; order = first()) {
      sayWhatIsShipped(0, context);
      ModelRouting before = routing.value();
      Optional<String> objection = model.objection(order, before);
      if (objection.isEmpty() && !order.ended() && !loads.isDone(order)) {
        var timers = context.timerService();
        timers.registerProcessingTimeTimer(timers.currentProcessingTime() + POLL.toMillis());
        return;
      }
      if (objection.isEmpty() && !order.ended()) {
        objection = loads.failure();
      }
      if (objection.isPresent()) {
        refuse(order, objection.get(), context);
      } else {
        carryOut(order, before, context, out);
      }
      waiting.remove(order.offset());
      loads.keepOnly(routing.value());
    }
  }

  private void refuse(ModelOrder order, String why, Context context) {
    LOG.warn("{} {} refused: {}", order.operator(), order.revision().version(), why);
    refusals.inc();
    context.output(DECISIONS, ModelDecision.refused(order, why));
  }

  private void carryOut(
      ModelOrder order, ModelRouting before, Context context, Collector<ModelRouting> out)
      throws Exception {
    Long newest = newestStamp.value();
    long from = newest == null ? 0 : newest + ahead.toMillis();
    ModelRouting after = before.after(order, Math.max(from, before.fromMillis() + 1));
    ModelRevision previous = before.holder(order.role());
    previous = previous == null && order.role() == ModelRole.ACTIVE ? shipped(context) : previous;
    LOG.info("{} from stamp {} on: {}", order.operator(), after.fromMillis(), after);
    swaps.inc();
    routing.update(after);
    out.collect(after);
    var outcome = order.ended() ? ModelDecision.Outcome.ENDED : ModelDecision.Outcome.SERVING;
    context.output(
        DECISIONS, new ModelDecision(order, outcome, null, after.fromMillis(), previous));
  }

  private ModelRevision shipped(Context context) {
    return byOperator.get(context.getCurrentKey()).versions().shipped();
  }

  private ModelOrder first() throws Exception {
    ModelOrder first = null;
    for (ModelOrder order : waiting.values()) {
      first = first == null || order.offset() < first.offset() ? order : first;
    }
    return first;
  }

  @Override
  public void close() {
    if (candidates != null) {
      candidates.values().forEach(CandidateLoads::close);
      candidates = null;
    }
  }
}
