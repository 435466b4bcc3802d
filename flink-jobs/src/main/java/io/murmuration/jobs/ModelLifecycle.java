package io.murmuration.jobs;

import io.murmuration.event.DeadLetter;
import io.murmuration.event.ModelAudit;
import io.murmuration.event.ModelCommand;
import io.murmuration.model.flink.JudgeTrial;
import io.murmuration.model.flink.ModelControl;
import io.murmuration.model.flink.NewestStamp;
import io.murmuration.model.flink.NewestStamps;
import io.murmuration.model.flink.StampModel;
import io.murmuration.model.lifecycle.ManagedModel;
import io.murmuration.model.lifecycle.ModelOrder;
import io.murmuration.model.lifecycle.ModelRevision;
import io.murmuration.model.lifecycle.ModelRouting;
import io.murmuration.model.lifecycle.TrialOutcome;
import io.murmuration.schemas.Topics;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.apache.flink.api.common.eventtime.WatermarkGenerator;
import org.apache.flink.api.common.eventtime.WatermarkOutput;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.util.OutputTag;

/**
 * The lifecycle of a job's models: from the models topic to stamped records, and from their
 * outcomes back to it. See docs/decisions/0010-model-lifecycle.md.
 *
 * @param name begins the names of its operators, and never changes
 */
public record ModelLifecycle(String name, List<ManagedModel> models, Ends ends) {
  /** A routing's way to the records takes far less, so a swap has one position in the stream. */
  private static final Duration AHEAD = Duration.ofSeconds(2);

  private static final Duration STAMPS_STEP = Duration.ofMillis(100);

  /**
   * Where commands come from and decisions go.
   *
   * @param commands the models topic, with {@link #READY} as its watermarks
   * @param automatic takes rollbacks back to the models topic
   */
  public record Ends(
      DataStream<RawRecord> commands,
      RegistryConnector registry,
      Sink<ModelCommand> automatic,
      Sink<ModelAudit> audit) {
    /**
     * @param group the job's consumer group; also begins the sinks' transactional ids
     */
    public static Ends onKafka(
        StreamExecutionEnvironment environment,
        JobArguments job,
        String group,
        RegistryConnector registry,
        Clock clock) {
      var commands =
          environment
              .fromSource(
                  KafkaEnds.wholeSource(job.bootstrap(), Topics.MODELS, group), READY, "models")
              .setParallelism(1)
              .uid("models");
      return new Ends(
          commands,
          registry,
          KafkaEnds.sink(
              job.bootstrap(),
              group + "-model-commands",
              new TopicSerializer<ModelCommand, ModelCommand>(
                  () -> Topics.MODELS, one -> one, one -> List.of(), registry, clock)),
          KafkaEnds.sink(
              job.bootstrap(),
              group + "-model-audit",
              new TopicSerializer<ModelAudit, ModelAudit>(
                  () -> Topics.MODELS_AUDIT, one -> one, one -> List.of(), registry, clock)));
    }
  }

  /**
   * Of a stream that no timer of another stream shall wait for. Idle, not at the end of time: where
   * the other stream falls silent, that would be everybody's time for ever.
   */
  public static final WatermarkStrategy<RawRecord> READY =
      WatermarkStrategy.forGenerator(context -> new AlwaysIdle<>());

  private static final class AlwaysIdle<T> implements WatermarkGenerator<T> {
    @Override
    public void onEvent(T event, long eventTimestamp, WatermarkOutput output) {}

    @Override
    public void onPeriodicEmit(WatermarkOutput output) {
      output.markIdle();
    }
  }

  /**
   * @param records each with its models
   * @param unreadable commands; all jobs read the topic, one of them says so
   */
  public record Stamped<S>(
      SingleOutputStreamOperator<S> records,
      DataStream<ModelRouting> routings,
      DataStream<DeadLetter> unreadable) {}

  /**
   * Stamps each record with its models, by operator; the result chains with the operator that asks
   * them.
   */
  public <R, S> Stamped<S> stamp(
      SingleOutputStreamOperator<R> records,
      NewestStamps.StampMillisOf<R> stampOf,
      StampModel.KeyOf<R> keyOf,
      StampModel.AskedVersionOf<R> askedVersionOf,
      StampModel.Joined<R, S> joined,
      Class<S> stampedType) {
    var decoded =
        ends.commands()
            .process(new Decode<>(() -> Topics.MODELS, ends.registry(), ModelMessages::order))
            .returns(ModelOrder.class);
    named(decoded, "orders").setParallelism(1);

    List<String> operators = models.stream().map(ManagedModel::operator).toList();
    var stamps =
        records
            .process(new NewestStamps<>(operators, stampOf, STAMPS_STEP))
            .returns(NewestStamp.class);
    named(stamps, "stamps");

    var orders = decoded.filter(order -> operators.contains(order.operator()));
    named(orders, "own-orders").setParallelism(1);

    var decided =
        orders
            .keyBy(ModelOrder::operator)
            .connect(stamps.keyBy(NewestStamp::operator))
            .process(new ModelControl(models, AHEAD))
            .returns(ModelRouting.class);
    named(decided, "control").setParallelism(1);

    var audits =
        decided
            .getSideOutput(ModelControl.DECISIONS)
            .map(ModelMessages::audit)
            .returns(TypeInformation.of(ModelAudit.class));
    named(audits, "audits").setParallelism(1);
    audits.sinkTo(ends.audit()).setParallelism(1).name(uid("audit")).uid(uid("audit"));

    var routings =
        decided.assignTimestampsAndWatermarks(
            WatermarkStrategy.forGenerator(context -> new AlwaysIdle<>()));
    named(routings, "routings").setParallelism(1);

    var stamped =
        records
            .connect(routings.broadcast(broadcastState(operators)))
            .process(new StampModel<>(shipped(), stampOf, keyOf, askedVersionOf, joined))
            .returns(stampedType);
    named(stamped, "stamp");
    return new Stamped<>(stamped, routings, decoded.getSideOutput(DeadLetters.TAG));
  }

  private static MapStateDescriptor<?, ?>[] broadcastState(List<String> operators) {
    return operators.stream().map(StampModel::routings).toArray(MapStateDescriptor<?, ?>[]::new);
  }

  private List<ModelRevision> shipped() {
    return models.stream().map(model -> model.versions().shipped()).toList();
  }

  /** Ends trials by their rules. */
  public void judge(DataStream<ModelRouting> routings, DataStream<TrialOutcome> outcomes) {
    var orders =
        routings
            .keyBy(ModelRouting::operator)
            .connect(outcomes.keyBy(TrialOutcome::operator))
            .process(new JudgeTrial())
            .returns(ModelOrder.class);
    named(orders, "judge").setParallelism(1);

    var commands =
        orders.map(ModelMessages::command).returns(TypeInformation.of(ModelCommand.class));
    named(commands, "rollbacks").setParallelism(1);
    commands.sinkTo(ends.automatic()).setParallelism(1).name(uid("commands")).uid(uid("commands"));
  }

  /** State is found again by the uid: it never changes. */
  private <T> SingleOutputStreamOperator<T> named(
      SingleOutputStreamOperator<T> operator, String part) {
    return operator.name(uid(part)).uid(uid(part));
  }

  private String uid(String part) {
    return name + "-model-" + part;
  }

  /** The side output of an operator that counts a trial's records. */
  public static OutputTag<TrialOutcome> outcomes() {
    return new OutputTag<>("trial-outcomes", TypeInformation.of(TrialOutcome.class));
  }
}
