package io.murmuration.cli;

import io.confluent.kafka.schemaregistry.client.SchemaRegistryClient;
import io.murmuration.event.SourcePosition;
import io.murmuration.schemas.AvroCodec;
import io.murmuration.schemas.SchemaRegistry;
import io.murmuration.schemas.Topic;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** What a stack's topics hold. */
record TestTopics(String bootstrap, SchemaRegistryClient registry) {
  TestTopics(String bootstrap, String registryUrl) {
    this(bootstrap, SchemaRegistry.connect(registryUrl));
  }

  /** All committed values. */
  <T extends SpecificRecord> List<T> values(Topic<T> topic) throws Exception {
    AvroCodec<T> codec = AvroCodec.of(topic, registry);
    List<T> values = new ArrayList<>();
    for (ConsumerRecord<byte[], byte[]> record : records(topic)) {
      values.add(codec.decode(record.value()));
    }
    return values;
  }

  /** The last committed value of each key; null after a tombstone. */
  <T extends SpecificRecord> Map<String, T> newestByKey(Topic<T> topic) throws Exception {
    AvroCodec<T> codec = AvroCodec.of(topic, registry);
    Map<String, T> newest = new HashMap<>();
    for (ConsumerRecord<byte[], byte[]> record : records(topic)) {
      newest.put(
          new String(record.key(), StandardCharsets.UTF_8),
          record.value() == null ? null : codec.decode(record.value()));
    }
    return newest;
  }

  /** The broker's stamps, by position. */
  Map<SourcePosition, Long> stamps(Topic<?> topic) {
    Map<SourcePosition, Long> stamps = new HashMap<>();
    for (ConsumerRecord<byte[], byte[]> record : records(topic)) {
      stamps.put(
          new SourcePosition(record.topic(), record.partition(), record.offset()),
          record.timestamp());
    }
    return stamps;
  }

  private List<ConsumerRecord<byte[], byte[]>> records(Topic<?> topic) {
    List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
    Map<String, Object> settings =
        Map.of("bootstrap.servers", bootstrap, "isolation.level", "read_committed");
    try (KafkaConsumer<byte[], byte[]> consumer =
        new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
      List<TopicPartition> partitions =
          IntStream.range(0, topic.partitions())
              .mapToObj(i -> new TopicPartition(topic.name(), i))
              .toList();
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
      while (!partitions.stream().allMatch(p -> consumer.position(p) >= ends.get(p))) {
        consumer.poll(Duration.ofMillis(200)).forEach(records::add);
      }
    }
    return records;
  }
}
