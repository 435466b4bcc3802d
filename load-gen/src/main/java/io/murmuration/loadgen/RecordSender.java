package io.murmuration.loadgen;

import io.murmuration.schemas.AvroSerializer;
import io.murmuration.schemas.RecordHeaders;
import io.murmuration.schemas.SchemaRegistry;
import io.murmuration.schemas.Topic;
import java.time.Clock;
import java.util.Map;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.serialization.StringSerializer;

/** Sends records of one topic and never gives one up while the broker may come back. */
final class RecordSender<T extends SpecificRecord> implements AutoCloseable {
  private static final Map<String, Object> SETTINGS =
      Map.of(
          "acks", "all",
          "enable.idempotence", true,
          "linger.ms", 5,
          "compression.type", "lz4",
          // A broker that is killed and comes back loses nothing that was meant to be sent.
          "delivery.timeout.ms", 600_000,
          "max.block.ms", 600_000,
          "request.timeout.ms", 10_000,
          "reconnect.backoff.max.ms", 500,
          "max.request.size", 8 << 20);

  private final Topic<T> topic;
  private final Clock clock;
  private final LoadMeter meter;
  private final KafkaProducer<String, T> producer;

  RecordSender(LoadTarget target, Topic<T> topic, Clock clock, LoadMeter meter) {
    this.topic = topic;
    this.clock = clock;
    this.meter = meter;
    Map<String, Object> settings = new java.util.HashMap<>(SETTINGS);
    settings.put("bootstrap.servers", target.bootstrap());
    this.producer =
        new KafkaProducer<>(
            settings,
            new StringSerializer(),
            new AvroSerializer<>(topic, SchemaRegistry.connect(target.registryUrl())));
  }

  /**
   * Blocks while the buffer is full; the intended time stays what it was.
   *
   * @throws RecordTooLargeException if no broker would take it
   */
  void send(T value, long intendedMillis) {
    send(new ProducerRecord<>(topic.name(), topic.keyOf().apply(value), value), intendedMillis);
  }

  /** Ends what the topic holds under this value's key; of a compacted topic. */
  void sendTombstone(T value, long intendedMillis) {
    send(new ProducerRecord<>(topic.name(), topic.keyOf().apply(value), null), intendedMillis);
  }

  private void send(ProducerRecord<String, T> record, long intendedMillis) {
    record.headers().add(RecordHeaders.INTENDED_SEND_TIME, RecordHeaders.ofMillis(intendedMillis));
    producer.send(
        record,
        (metadata, error) -> {
          if (error == null) {
            meter.acknowledged((clock.millis() - intendedMillis) * 1_000);
          } else {
            meter.failed();
          }
        });
    meter.sent();
  }

  void flush() {
    producer.flush();
  }

  @Override
  public void close() {
    producer.close();
  }
}
