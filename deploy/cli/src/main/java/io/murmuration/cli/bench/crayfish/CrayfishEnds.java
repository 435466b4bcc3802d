package io.murmuration.cli.bench.crayfish;

import java.io.IOException;
import java.io.Serializable;
import java.io.UncheckedIOException;
import java.util.Map;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.serialization.AbstractDeserializationSchema;
import org.apache.flink.connector.base.DeliveryGuarantee;
import org.apache.flink.connector.kafka.sink.KafkaRecordSerializationSchema;
import org.apache.flink.connector.kafka.sink.KafkaSink;
import org.apache.flink.connector.kafka.sink.KafkaSinkBuilder;
import org.apache.flink.connector.kafka.source.KafkaSource;
import org.apache.flink.connector.kafka.source.enumerator.initializer.OffsetsInitializer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;

/** Where the jobs meet Kafka; the clients' settings are Kafka's own. */
final class CrayfishEnds {
  private CrayfishEnds() {}

  /** From a record's bytes. */
  interface Read<T> extends Serializable {
    T read(byte[] bytes) throws IOException;
  }

  /** To a record's bytes. */
  interface Write<T> extends Serializable {
    byte[] write(T value) throws IOException;
  }

  static <T> WatermarkStrategy<T> noWatermarks() {
    return WatermarkStrategy.noWatermarks();
  }

  static <T> KafkaSource<T> source(
      String bootstrap, CrayfishJobs.Span span, Class<T> type, Read<T> read) {
    var partition = new TopicPartition(span.from(), 0);
    return KafkaSource.<T>builder()
        .setBootstrapServers(bootstrap)
        .setTopics(span.from())
        .setGroupId("bench-crayfish")
        .setStartingOffsets(OffsetsInitializer.earliest())
        .setBounded(OffsetsInitializer.offsets(Map.of(partition, span.records())))
        .setValueOnlyDeserializer(new Deserializer<>(type, read))
        .build();
  }

  static <T> KafkaSink<T> sink(String bootstrap, CrayfishJobs.Span span, Write<T> write) {
    return builder(bootstrap, span, write).setDeliveryGuarantee(DeliveryGuarantee.NONE).build();
  }

  static <T> KafkaSink<T> exactlyOnce(String bootstrap, CrayfishJobs.Span span, Write<T> write) {
    return builder(bootstrap, span, write)
        .setDeliveryGuarantee(DeliveryGuarantee.EXACTLY_ONCE)
        .setTransactionalIdPrefix(span.to())
        .build();
  }

  private static <T> KafkaSinkBuilder<T> builder(
      String bootstrap, CrayfishJobs.Span span, Write<T> write) {
    String topic = span.to();
    KafkaRecordSerializationSchema<T> serializer =
        (value, context, timestamp) -> {
          try {
            return new ProducerRecord<>(topic, write.write(value));
          } catch (IOException e) {
            throw new UncheckedIOException(e);
          }
        };
    return KafkaSink.<T>builder().setBootstrapServers(bootstrap).setRecordSerializer(serializer);
  }

  private static final class Deserializer<T> extends AbstractDeserializationSchema<T> {
    private final Read<T> read;

    Deserializer(Class<T> type, Read<T> read) {
      super(type);
      this.read = read;
    }

    @Override
    public T deserialize(byte[] bytes) throws IOException {
      return read.read(bytes);
    }
  }
}
