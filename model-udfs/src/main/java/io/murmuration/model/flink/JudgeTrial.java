package io.murmuration.model.flink;

import io.murmuration.model.lifecycle.ModelOrder;
import io.murmuration.model.lifecycle.ModelRevision;
import io.murmuration.model.lifecycle.ModelRole;
import io.murmuration.model.lifecycle.ModelRouting;
import io.murmuration.model.lifecycle.Trial;
import io.murmuration.model.lifecycle.TrialOutcome;
import io.murmuration.model.lifecycle.TrialRule;
import java.util.Optional;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.metrics.Counter;
import org.apache.flink.streaming.api.functions.co.KeyedCoProcessFunction;
import org.apache.flink.util.Collector;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Counts what becomes of a canary's or shadow's records and ends the trial when its rule is broken.
 * Keyed by the operator's name, with parallelism 1. Input 1: routings; input 2: outcomes. The order
 * that comes out goes the way of all others, through the models topic to {@link ModelControl}.
 */
public final class JudgeTrial
    extends KeyedCoProcessFunction<String, ModelRouting, TrialOutcome, ModelOrder> {
  private static final Logger LOG = LoggerFactory.getLogger(JudgeTrial.class);
  private static final String JUDGE = "automatic rollback";

  private transient MapState<ModelRole, Trial> trials;
  private transient Counter rollbacks;

  @Override
  public void open(OpenContext context) {
    trials =
        getRuntimeContext()
            .getMapState(
                new MapStateDescriptor<>(
                    "trials",
                    TypeInformation.of(ModelRole.class),
                    TypeInformation.of(Trial.class)));
    rollbacks = getRuntimeContext().getMetricGroup().counter("automaticRollbacks");
  }

  @Override
  public void processElement1(ModelRouting routing, Context context, Collector<ModelOrder> out)
      throws Exception {
    follow(ModelRole.CANARY, routing.canary(), routing.canaryRule());
    follow(ModelRole.SHADOW, routing.shadow(), routing.shadowRule());
  }

  private void follow(ModelRole role, ModelRevision candidate, TrialRule rule) throws Exception {
    Trial trial = trials.get(role);
    if (candidate == null) {
      trials.remove(role);
    } else if (trial == null
        || !trial.candidate().equals(candidate)
        || !trial.rule().equals(rule)) {
      trials.put(role, Trial.of(role, candidate, rule));
    }
  }

  @Override
  public void processElement2(TrialOutcome outcome, Context context, Collector<ModelOrder> out)
      throws Exception {
    for (ModelRole role : ModelRole.values()) {
      Trial trial = trials.get(role);
      if (trial != null) {
        judge(trial.with(outcome), outcome, out);
      }
    }
  }

  private void judge(Trial trial, TrialOutcome last, Collector<ModelOrder> out) throws Exception {
    Optional<String> verdict = trial.verdict();
    if (verdict.isEmpty()) {
      trials.put(trial.role(), trial.next());
      return;
    }
    trials.remove(trial.role());
    rollbacks.inc();
    LOG.warn("{} of {} ends: {}", trial.role(), trial.candidate(), verdict.get());
    out.collect(
        new ModelOrder(
            ModelOrder.NO_COMMAND,
            last.operator(),
            trial.role(),
            trial.candidate(),
            0,
            true,
            trial.rule(),
            JUDGE,
            verdict.get(),
            last.stampMillis(),
            null));
  }
}
