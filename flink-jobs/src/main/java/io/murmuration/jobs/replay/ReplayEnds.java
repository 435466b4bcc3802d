package io.murmuration.jobs.replay;

import io.murmuration.jobs.KafkaAccess;
import io.murmuration.jobs.KafkaEnds;
import io.murmuration.jobs.RawRecord;
import io.murmuration.jobs.RawRecordDeserializer;
import io.murmuration.jobs.RegistryConnector;
import io.murmuration.jobs.TopicOf;
import io.murmuration.jobs.TopicSerializer;
import io.murmuration.model.inference.ComputeDevice;
import io.murmuration.model.inference.LocalMemory;
import io.murmuration.model.lifecycle.RoutingTable;
import io.murmuration.schemas.Topic;
import java.nio.file.Path;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.ToLongFunction;
import org.apache.avro.specific.SpecificRecord;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.api.connector.source.Source;
import org.apache.kafka.common.TopicPartition;

/** Where a replayed job reads and writes: its windows, and twins of topics alone. */
public final class ReplayEnds {
  private final ReplayPlan plan;
  private final KafkaAccess kafka;
  private final RegistryConnector registry;
  private final LocalMemory memory;
  private final Clock clock;

  /**
   * @param kafka as the principal of replays, where the cluster has one
   * @param memory of the encoder, from replays before; or null
   */
  public ReplayEnds(
      ReplayPlan plan,
      KafkaAccess kafka,
      RegistryConnector registry,
      LocalMemory memory,
      Clock clock) {
    this.plan = plan;
    this.kafka = kafka;
    this.registry = registry;
    this.memory = memory;
    this.clock = clock;
  }

  /** The plan's windows of one topic, bounded, at the plan's rate. */
  public Source<RawRecord, ?, ?> source(Topic<?> topic) {
    Map<TopicPartition, Long> from = offsets(topic, ReplayWindow::warmUpFrom);
    int readers = Math.max(1, Math.min(plan.parallelism(), from.size()));
    return KafkaEnds.bounded(
        kafka,
        plan.group(),
        from,
        offsets(topic, ReplayWindow::readTo),
        new PacedDeserializer(
            new RawRecordDeserializer(), plan.recordsPerSecond(topic.name()) / readers));
  }

  /** Hands out what production has written to a topic since the begin of its windows. */
  <T extends SpecificRecord> void recorded(Topic<T> topic, Consumer<T> each) {
    RecordedValues.read(
        kafka, registry.connect(), topic, offsets(topic, ReplayWindow::warmUpFrom), each);
  }

  /** Likewise all that it has written and that is kept. */
  <T extends SpecificRecord> void recordedInFull(Topic<T> topic, Consumer<T> each) {
    RecordedValues.read(kafka, registry.connect(), topic, each);
  }

  private Map<TopicPartition, Long> offsets(Topic<?> topic, ToLongFunction<ReplayWindow> offset) {
    Map<TopicPartition, Long> offsets = new HashMap<>();
    for (ReplayWindow window : plan.windows()) {
      if (window.topic().equals(topic.name())) {
        offsets.put(
            new TopicPartition(window.topic(), window.partition()), offset.applyAsLong(window));
      }
    }
    return offsets;
  }

  /**
   * No partition is ever idle: one that a busy machine reads slowly would let the others' time run
   * ahead, and its records would come late. A partition that is read to its end holds back none.
   */
  public WatermarkStrategy<RawRecord> watermarks() {
    return WatermarkStrategy.forMonotonousTimestamps();
  }

  public RegistryConnector registry() {
    return registry;
  }

  public Clock clock() {
    return clock;
  }

  /** Which version of an operator's model computes which record. */
  public RoutingTable models(String operator) {
    return plan.models().get(operator);
  }

  /** Of the models that can be on a GPU. */
  ComputeDevice device() {
    return plan.device();
  }

  /** Null without one. */
  LocalMemory memory() {
    return memory;
  }

  /** A file, or null for the template of the day. */
  Path template() {
    return plan.template() == null ? null : Path.of(plan.template());
  }

  /** The only topics there are here. */
  public <T extends SpecificRecord> TopicOf<T> twinOf(TopicOf<T> topic) {
    ReplayPlan of = plan;
    return () -> of.topics().twinOf(topic.topic());
  }

  /**
   * Leaves out what comes of the warm-up.
   *
   * @param name unique in the job
   */
  public <E, T extends SpecificRecord> Sink<E> sink(
      TopicSerializer<E, T> serializer, String name, WindowedSerializer.PositionOf<E> positionOf) {
    return KafkaEnds.sink(
        kafka,
        "replay-" + plan.id() + "-" + name,
        new WindowedSerializer<>(serializer, plan.windows(), positionOf));
  }
}
