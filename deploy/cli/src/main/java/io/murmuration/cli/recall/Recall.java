package io.murmuration.cli.recall;

import io.confluent.kafka.schemaregistry.client.SchemaRegistryClient;
import io.murmuration.event.Creative;
import io.murmuration.event.ModelAudit;
import io.murmuration.event.ModelLocation;
import io.murmuration.event.ModelMode;
import io.murmuration.event.ModelOutcome;
import io.murmuration.event.ModelRef;
import io.murmuration.loadgen.LoadTarget;
import io.murmuration.schemas.AvroCodec;
import io.murmuration.schemas.AvroDeserializer;
import io.murmuration.schemas.SchemaRegistry;
import io.murmuration.schemas.Topics;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * Takes back the creatives that one version of a model touched: a tombstone for each and a line of
 * the audit, all in one transaction, so that nobody sees half a recall. Called again, it finds
 * nothing more and writes nothing.
 */
public final class Recall {
  private static final Duration POLL = Duration.ofMillis(200);

  private final LoadTarget target;
  private final SchemaRegistryClient registry;

  /**
   * @param advertiser whose creatives alone are taken back, or null for everybody's
   * @param issuedBy who asks, for the audit
   * @param reason why, for the audit, or null
   */
  public record Order(
      String operator,
      String version,
      String advertiser,
      String issuedBy,
      String reason,
      Instant at) {
    boolean covers(Creative creative) {
      return (advertiser == null || creative.getAdvertiser().equals(advertiser))
          && model(creative).isPresent();
    }

    Optional<ModelRef> model(Creative creative) {
      return creative.getProvenance().getModels().stream().filter(this::isMeant).findFirst();
    }

    private boolean isMeant(ModelRef model) {
      return model.getName().equals(operator) && model.getVersion().equals(version);
    }
  }

  /** A creative that was taken back. */
  public record Recalled(
      String requestId, String campaignId, String advertiser, String headline, int partition) {}

  private record Live(byte[] key, Recalled creative, ModelRef model) {}

  public Recall(LoadTarget target) {
    this.target = target;
    this.registry = SchemaRegistry.connect(target.registryUrl());
  }

  /** In the order of their ids. What is published after the call began is not looked at. */
  public List<Recalled> run(Order order) {
    Map<String, Live> live = live(order);
    if (!live.isEmpty()) {
      publish(live.values(), audit(order, live.values()));
    }
    return live.values().stream().map(Live::creative).toList();
  }

  private Map<String, Live> live(Order order) {
    AvroDeserializer<Creative> values = new AvroDeserializer<>(Topics.ADS_CREATIVES, registry);
    Map<String, Live> live = new TreeMap<>();
    try (KafkaConsumer<byte[], byte[]> consumer = consumer()) {
      List<TopicPartition> partitions =
          consumer.partitionsFor(Topics.ADS_CREATIVES.name()).stream()
              .map(info -> new TopicPartition(info.topic(), info.partition()))
              .toList();
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      Map<TopicPartition, Long> ends = new HashMap<>(consumer.endOffsets(partitions));
      while (ends.entrySet().stream().anyMatch(e -> consumer.position(e.getKey()) < e.getValue())) {
        for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
          take(record, values, order, live);
        }
      }
    }
    return live;
  }

  private static void take(
      ConsumerRecord<byte[], byte[]> record,
      AvroDeserializer<Creative> values,
      Order order,
      Map<String, Live> live) {
    String id = new String(record.key(), StandardCharsets.UTF_8);
    Creative creative;
    try {
      creative = values.deserialize(record.topic(), record.value());
    } catch (SerializationException e) {
      throw new IllegalStateException(
          "%s partition %d offset %d can't be read, so the recall would be incomplete: %s"
              .formatted(record.topic(), record.partition(), record.offset(), e.getMessage()),
          e);
    }
    if (creative != null && order.covers(creative)) {
      live.put(
          id,
          new Live(
              record.key(),
              new Recalled(
                  id,
                  creative.getCampaignId(),
                  creative.getAdvertiser(),
                  creative.getHeadline(),
                  record.partition()),
              order.model(creative).orElseThrow()));
    } else {
      live.remove(id);
    }
  }

  private static ModelAudit audit(Order order, Collection<Live> recalled) {
    ModelRef model = recalled.iterator().next().model();
    return ModelAudit.newBuilder()
        .setOperator(order.operator())
        .setOutcome(ModelOutcome.recalled)
        .setMode(ModelMode.unknown)
        .setModel(new ModelLocation(model.getVersion(), "", model.getSha256()))
        .setIssuedBy(order.issuedBy())
        .setAt(order.at())
        .setReason(order.reason())
        .setMessage(
            "%d creatives of %s"
                .formatted(
                    recalled.size(),
                    order.advertiser() == null ? "all advertisers" : order.advertiser()))
        .build();
  }

  /** To the partition that holds the creative, whoever chose it. */
  private void publish(Iterable<Live> recalled, ModelAudit audit) {
    byte[] auditKey = Topics.MODELS_AUDIT.keyOf().apply(audit).getBytes(StandardCharsets.UTF_8);
    byte[] auditValue = AvroCodec.of(Topics.MODELS_AUDIT, registry).encode(audit);
    try (KafkaProducer<byte[], byte[]> producer = producer()) {
      producer.initTransactions();
      producer.beginTransaction();
      for (Live each : recalled) {
        producer.send(
            new ProducerRecord<>(
                Topics.ADS_CREATIVES.name(), each.creative().partition(), each.key(), null));
      }
      producer.send(new ProducerRecord<>(Topics.MODELS_AUDIT.name(), auditKey, auditValue));
      // Fails if any of them failed.
      producer.commitTransaction();
    }
  }

  private KafkaConsumer<byte[], byte[]> consumer() {
    return new KafkaConsumer<>(
        Map.of(
            "bootstrap.servers",
            target.bootstrap(),
            "isolation.level",
            "read_committed",
            "max.partition.fetch.bytes",
            Topics.MAX_RECORD_BYTES,
            "default.api.timeout.ms",
            15_000),
        new ByteArrayDeserializer(),
        new ByteArrayDeserializer());
  }

  private KafkaProducer<byte[], byte[]> producer() {
    return new KafkaProducer<>(
        Map.of(
            "bootstrap.servers",
            target.bootstrap(),
            "enable.idempotence",
            true,
            "transactional.id",
            "murmur-recall",
            "transaction.timeout.ms",
            60_000),
        new ByteArraySerializer(),
        new ByteArraySerializer());
  }
}
