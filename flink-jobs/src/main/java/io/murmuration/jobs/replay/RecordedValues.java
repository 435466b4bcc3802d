package io.murmuration.jobs.replay;

import io.confluent.kafka.schemaregistry.client.SchemaRegistryClient;
import io.murmuration.jobs.KafkaAccess;
import io.murmuration.schemas.AvroCodec;
import io.murmuration.schemas.Topic;
import io.murmuration.schemas.Topics;
import io.murmuration.schemas.UndecodableRecordException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** What production wrote, read before a replay begins. */
final class RecordedValues {
  private static final Duration POLL = Duration.ofMillis(200);

  private RecordedValues() {}

  /**
   * Hands out the committed values from some offsets to the end that there is now. Tombstones and
   * what can't be decoded say nothing of how they were made, and are passed over.
   */
  static <T extends SpecificRecord> void read(
      KafkaAccess kafka,
      SchemaRegistryClient registry,
      Topic<T> topic,
      Map<TopicPartition, Long> from,
      Consumer<T> each) {
    try (KafkaConsumer<byte[], byte[]> consumer = consumer(kafka)) {
      read(consumer, from, AvroCodec.of(topic, registry), each);
    }
  }

  /** Likewise from the beginning. */
  static <T extends SpecificRecord> void read(
      KafkaAccess kafka, SchemaRegistryClient registry, Topic<T> topic, Consumer<T> each) {
    try (KafkaConsumer<byte[], byte[]> consumer = consumer(kafka)) {
      List<TopicPartition> partitions =
          consumer.partitionsFor(topic.name()).stream()
              .map(info -> new TopicPartition(info.topic(), info.partition()))
              .toList();
      read(consumer, consumer.beginningOffsets(partitions), AvroCodec.of(topic, registry), each);
    }
  }

  private static <T extends SpecificRecord> void read(
      KafkaConsumer<byte[], byte[]> consumer,
      Map<TopicPartition, Long> from,
      AvroCodec<T> codec,
      Consumer<T> each) {
    consumer.assign(from.keySet());
    from.forEach(consumer::seek);
    Map<TopicPartition, Long> ends = consumer.endOffsets(from.keySet());
    while (!ends.keySet().stream().allMatch(p -> consumer.position(p) >= ends.get(p))) {
      consumer.poll(POLL).forEach(record -> decode(record, codec, each));
    }
  }

  private static <T extends SpecificRecord> void decode(
      ConsumerRecord<byte[], byte[]> record, AvroCodec<T> codec, Consumer<T> each) {
    if (record.value() == null) {
      return;
    }
    try {
      each.accept(codec.decode(record.value()));
    } catch (UndecodableRecordException e) {
      // Nothing is known of it; the comparison with the replay shows it as undecodable.
    }
  }

  private static KafkaConsumer<byte[], byte[]> consumer(KafkaAccess kafka) {
    Map<String, Object> settings = new HashMap<>(kafka.client());
    settings.put("bootstrap.servers", kafka.bootstrap());
    settings.put("isolation.level", "read_committed");
    settings.put("max.partition.fetch.bytes", Topics.MAX_RECORD_BYTES);
    return new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer());
  }
}
