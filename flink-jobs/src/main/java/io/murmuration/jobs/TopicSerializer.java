package io.murmuration.jobs;

import io.murmuration.schemas.AvroCodec;
import io.murmuration.schemas.RecordHeaders;
import io.murmuration.schemas.Topic;
import java.io.Serializable;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import org.apache.avro.specific.SpecificRecord;
import org.apache.flink.api.common.serialization.SerializationSchema.InitializationContext;
import org.apache.flink.connector.kafka.sink.KafkaRecordSerializationSchema;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeader;

/**
 * Writes records to their topic: key and value by the topic's rules, the time of processing and the
 * version of the code in headers, so that the value of a replay has the same bytes.
 *
 * @param <E> what flows in the job
 * @param <T> the topic's value
 */
public final class TopicSerializer<E, T extends SpecificRecord>
    implements KafkaRecordSerializationSchema<E> {
  private final TopicOf<T> topicOf;
  private final ValueOf<E, T> valueOf;
  private final HeadersOf<E> headersOf;
  private final RegistryConnector registry;
  private final Clock clock;
  private transient Topic<T> topic;
  private transient AvroCodec<T> codec;
  private transient Header code;

  @FunctionalInterface
  public interface ValueOf<E, T> extends Serializable {
    T value(E element);
  }

  @FunctionalInterface
  public interface HeadersOf<E> extends Serializable {
    List<Header> headers(E element);
  }

  /**
   * @param clock serializable, as the JDK's own are
   */
  public TopicSerializer(
      TopicOf<T> topicOf,
      ValueOf<E, T> valueOf,
      HeadersOf<E> headersOf,
      RegistryConnector registry,
      Clock clock) {
    this.topicOf = topicOf;
    this.valueOf = valueOf;
    this.headersOf = headersOf;
    this.registry = registry;
    this.clock = clock;
  }

  @Override
  public void open(InitializationContext context, KafkaSinkContext sinkContext) {
    topic = topicOf.topic();
    codec = AvroCodec.of(topic, registry.connect());
    code =
        CodeVersion.current()
            .map(it -> new RecordHeader(RecordHeaders.CODE, it.getBytes(StandardCharsets.UTF_8)))
            .orElse(null);
  }

  @Override
  public ProducerRecord<byte[], byte[]> serialize(
      E element, KafkaSinkContext context, Long timestamp) {
    T value = valueOf.value(element);
    byte[] key = topic.keyOf().apply(value).getBytes(StandardCharsets.UTF_8);
    ProducerRecord<byte[], byte[]> out =
        new ProducerRecord<>(topic.name(), null, null, key, codec.encode(value));
    headersOf.headers(element).forEach(out.headers()::add);
    if (code != null) {
      out.headers().add(code);
    }
    out.headers()
        .add(new RecordHeader(RecordHeaders.PROCESSED_AT, RecordHeaders.ofMillis(clock.millis())));
    return out;
  }
}
