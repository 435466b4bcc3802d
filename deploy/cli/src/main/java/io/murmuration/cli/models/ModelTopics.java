package io.murmuration.cli.models;

import io.confluent.kafka.schemaregistry.client.SchemaRegistryClient;
import io.murmuration.event.ModelAudit;
import io.murmuration.event.ModelCommand;
import io.murmuration.loadgen.LoadTarget;
import io.murmuration.schemas.AvroCodec;
import io.murmuration.schemas.SchemaRegistry;
import io.murmuration.schemas.Topics;
import io.murmuration.schemas.UndecodableRecordException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Where commands for models go, and where what became of them is read. */
public final class ModelTopics {
  private static final Duration POLL = Duration.ofMillis(200);
  private static final int API_TIMEOUT_MILLIS = 15_000;
  private static final TopicPartition AUDIT = new TopicPartition(Topics.MODELS_AUDIT.name(), 0);

  private final String bootstrap;
  private final SchemaRegistryClient registry;

  public ModelTopics(LoadTarget target) {
    this.bootstrap = target.bootstrap();
    this.registry = SchemaRegistry.connect(target.registryUrl());
  }

  /** All that the topic holds now, oldest first. */
  public List<ModelAudit> audits() {
    List<ModelAudit> audits = new ArrayList<>();
    try (KafkaConsumer<byte[], byte[]> consumer = consumer()) {
      long end = consumer.endOffsets(List.of(AUDIT)).get(AUDIT);
      consumer.seekToBeginning(List.of(AUDIT));
      AvroCodec<ModelAudit> codec = AvroCodec.of(Topics.MODELS_AUDIT, registry);
      while (consumer.position(AUDIT) < end) {
        consumer.poll(POLL).forEach(record -> decoded(codec, record).ifPresent(audits::add));
      }
    }
    return audits;
  }

  /**
   * Publishes, then waits for the job's decision.
   *
   * @param waiting told the seconds gone, now and then
   * @return empty when nobody decided in time
   */
  public Optional<ModelAudit> publish(
      ModelCommand command, Duration timeout, Consumer<Long> waiting)
      throws InterruptedException, ExecutionException {
    try (KafkaConsumer<byte[], byte[]> consumer = consumer()) {
      consumer.seekToEnd(List.of(AUDIT));
      consumer.position(AUDIT);
      long offset = send(command);
      return await(consumer, command.getOperator(), offset, timeout, waiting);
    }
  }

  private Optional<ModelAudit> await(
      KafkaConsumer<byte[], byte[]> consumer,
      String operator,
      long offset,
      Duration timeout,
      Consumer<Long> waiting) {
    AvroCodec<ModelAudit> codec = AvroCodec.of(Topics.MODELS_AUDIT, registry);
    long since = System.nanoTime();
    while (System.nanoTime() - since < timeout.toNanos()) {
      for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
        Optional<ModelAudit> mine =
            decoded(codec, record)
                .filter(audit -> audit.getOperator().equals(operator))
                .filter(audit -> audit.getCommand() != null)
                .filter(audit -> audit.getCommand().getOffset() == offset);
        if (mine.isPresent()) {
          return mine;
        }
      }
      waiting.accept((System.nanoTime() - since) / 1_000_000_000);
    }
    return Optional.empty();
  }

  private long send(ModelCommand command) throws InterruptedException, ExecutionException {
    Map<String, Object> settings =
        Map.of("bootstrap.servers", bootstrap, "max.block.ms", API_TIMEOUT_MILLIS);
    try (KafkaProducer<byte[], byte[]> producer =
        new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer())) {
      byte[] key = Topics.MODELS.keyOf().apply(command).getBytes(StandardCharsets.UTF_8);
      byte[] value = AvroCodec.of(Topics.MODELS, registry).encode(command);
      return producer.send(new ProducerRecord<>(Topics.MODELS.name(), key, value)).get().offset();
    }
  }

  private KafkaConsumer<byte[], byte[]> consumer() {
    KafkaConsumer<byte[], byte[]> consumer =
        new KafkaConsumer<>(
            Map.of(
                "bootstrap.servers",
                bootstrap,
                "isolation.level",
                "read_committed",
                "fetch.max.wait.ms",
                100,
                "default.api.timeout.ms",
                API_TIMEOUT_MILLIS),
            new ByteArrayDeserializer(),
            new ByteArrayDeserializer());
    consumer.assign(List.of(AUDIT));
    return consumer;
  }

  /** What others wrote there is no decision of ours. */
  private static Optional<ModelAudit> decoded(
      AvroCodec<ModelAudit> codec, ConsumerRecord<byte[], byte[]> record) {
    try {
      return Optional.of(codec.decode(record.value()));
    } catch (UndecodableRecordException e) {
      return Optional.empty();
    }
  }
}
