package io.murmuration.jobs;

import io.murmuration.schemas.Topic;
import io.murmuration.schemas.Topics;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import org.apache.flink.api.connector.source.Source;
import org.apache.flink.connector.base.DeliveryGuarantee;
import org.apache.flink.connector.kafka.sink.KafkaRecordSerializationSchema;
import org.apache.flink.connector.kafka.sink.KafkaSink;
import org.apache.flink.connector.kafka.sink.KafkaSinkBuilder;
import org.apache.flink.connector.kafka.source.KafkaSource;
import org.apache.flink.connector.kafka.source.enumerator.initializer.OffsetsInitializer;
import org.apache.flink.connector.kafka.source.reader.deserializer.KafkaRecordDeserializationSchema;
import org.apache.kafka.clients.consumer.OffsetResetStrategy;
import org.apache.kafka.common.TopicPartition;

/** Where a job meets Kafka: reads what is committed, writes in transactions at checkpoints. */
public final class KafkaEnds {
  /**
   * A job that stands still for longer than this loses what it had written and not yet committed,
   * so it is longer than any outage, and under the brokers' maximum (7 days in the dev stack).
   */
  private static final Duration TRANSACTION_TIMEOUT = Duration.ofDays(6);

  /**
   * Nobody reads a transaction before its checkpoint, which sends all that waits: batches may fill
   * meanwhile.
   */
  private static final Duration TRANSACTION_LINGER = Duration.ofMillis(50);

  private static final int BATCH_BYTES = 128 * 1024;

  private KafkaEnds() {}

  /** All of a topic that is kept for good; a checkpoint says how much of it is known already. */
  public static KafkaSource<RawRecord> wholeSource(String bootstrap, Topic<?> topic, String group) {
    return KafkaSource.<RawRecord>builder()
        .setBootstrapServers(bootstrap)
        .setTopics(topic.name())
        .setGroupId(group)
        .setStartingOffsets(OffsetsInitializer.earliest())
        .setDeserializer(new RawRecordDeserializer())
        .setProperty("isolation.level", "read_committed")
        .setProperty("client.id.prefix", group + "-" + topic.name())
        .build();
  }

  /** From the group's committed offsets, or the topic's beginning; a checkpoint overrides both. */
  @SuppressWarnings(
      "deprecation") // the connector asks for a type that kafka-clients has moved on from
  public static KafkaSource<RawRecord> source(String bootstrap, Topic<?> topic, String group) {
    return KafkaSource.<RawRecord>builder()
        .setBootstrapServers(bootstrap)
        .setTopics(topic.name())
        .setGroupId(group)
        .setStartingOffsets(OffsetsInitializer.committedOffsets(OffsetResetStrategy.EARLIEST))
        .setDeserializer(new RawRecordDeserializer())
        .setProperty("isolation.level", "read_committed")
        .setProperty("client.id.prefix", group)
        .build();
  }

  /** Of some partitions, from an offset of each to another, which is no longer read. */
  public static Source<RawRecord, ?, ?> bounded(
      KafkaAccess kafka,
      String group,
      Map<TopicPartition, Long> from,
      Map<TopicPartition, Long> to,
      KafkaRecordDeserializationSchema<RawRecord> deserializer) {
    return new BoundedKafkaSource<>(
        KafkaSource.<RawRecord>builder()
            .setProperties(kafka.properties())
            .setBootstrapServers(kafka.bootstrap())
            .setPartitions(Set.copyOf(from.keySet()))
            .setGroupId(group)
            .setStartingOffsets(OffsetsInitializer.offsets(from))
            .setBounded(OffsetsInitializer.offsets(to))
            .setDeserializer(deserializer)
            .setProperty("isolation.level", "read_committed")
            .setProperty("client.id.prefix", group)
            .build());
  }

  public static <E> KafkaSink<E> sink(
      String bootstrap, String transactions, KafkaRecordSerializationSchema<E> serializer) {
    return sink(KafkaAccess.to(bootstrap), transactions, serializer);
  }

  /**
   * @param transactions the prefix of the sink's transactional ids; of one job and sink alone, and
   *     never changed
   */
  public static <E> KafkaSink<E> sink(
      KafkaAccess kafka, String transactions, KafkaRecordSerializationSchema<E> serializer) {
    return sink(kafka, serializer)
        .setDeliveryGuarantee(DeliveryGuarantee.EXACTLY_ONCE)
        .setTransactionalIdPrefix(transactions)
        .setProperty("transaction.timeout.ms", Long.toString(TRANSACTION_TIMEOUT.toMillis()))
        .setProperty("linger.ms", Long.toString(TRANSACTION_LINGER.toMillis()))
        .build();
  }

  /**
   * Writes without waiting for a checkpoint, so at least once: for values that a consumer keeps the
   * last of by key, and that are the same when they are written again.
   */
  public static <E> KafkaSink<E> promptSink(
      String bootstrap, KafkaRecordSerializationSchema<E> serializer) {
    return sink(KafkaAccess.to(bootstrap), serializer)
        .setDeliveryGuarantee(DeliveryGuarantee.AT_LEAST_ONCE)
        .build();
  }

  private static <E> KafkaSinkBuilder<E> sink(
      KafkaAccess kafka, KafkaRecordSerializationSchema<E> serializer) {
    return KafkaSink.<E>builder()
        .setKafkaProducerConfig(kafka.properties())
        .setBootstrapServers(kafka.bootstrap())
        .setRecordSerializer(serializer)
        .setProperty("max.request.size", Integer.toString(Topics.MAX_RECORD_BYTES))
        .setProperty("compression.type", "lz4")
        .setProperty("linger.ms", "5")
        // The default holds eight posts with their vectors.
        .setProperty("batch.size", Integer.toString(BATCH_BYTES));
  }
}
