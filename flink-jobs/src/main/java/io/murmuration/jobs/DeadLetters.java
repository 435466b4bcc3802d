package io.murmuration.jobs;

import io.murmuration.event.DeadLetter;
import io.murmuration.event.ModelRef;
import io.murmuration.event.RecordHeader;
import io.murmuration.event.SourcePosition;
import io.murmuration.schemas.RecordHeaders;
import io.murmuration.schemas.Topics;
import io.murmuration.schemas.TraceContext;
import java.nio.ByteBuffer;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.connector.kafka.sink.KafkaSink;
import org.apache.flink.formats.avro.typeutils.AvroTypeInfo;
import org.apache.flink.util.OutputTag;
import org.apache.kafka.common.header.Header;

/** Makes a dead letter of a record that can't be processed: all of it, with the cause. */
public final class DeadLetters {
  /** Where every stage puts them. */
  public static final OutputTag<DeadLetter> TAG =
      new OutputTag<>("dead-letters", new AvroTypeInfo<>(DeadLetter.class));

  private DeadLetters() {}

  /**
   * @param kind stable, for counting
   * @param message one line for a person
   * @param model that refused it, or null
   */
  public static DeadLetter of(
      RawRecord record, String stage, String kind, String message, int attempts, ModelRef model) {
    return DeadLetter.newBuilder()
        .setOriginalKey(wrapped(record.key()))
        .setOriginalValue(wrapped(record.value()))
        .setHeaders(headers(record))
        .setSource(position(record))
        .setStage(stage)
        .setErrorKind(kind)
        .setMessage(message)
        .setAttempts(attempts)
        .setModel(model)
        .build();
  }

  /**
   * @param transactions as in {@link KafkaEnds#sink}
   */
  public static KafkaSink<DeadLetter> sink(
      String bootstrap, String transactions, RegistryConnector registry, Clock clock) {
    return KafkaEnds.sink(
        bootstrap, transactions, serializer(() -> Topics.DEAD_LETTERS, registry, clock));
  }

  public static TopicSerializer<DeadLetter, DeadLetter> serializer(
      TopicOf<DeadLetter> topic, RegistryConnector registry, Clock clock) {
    return new TopicSerializer<>(topic, letter -> letter, DeadLetters::trace, registry, clock);
  }

  private static List<Header> trace(DeadLetter letter) {
    byte[] given = null;
    for (RecordHeader header : letter.getHeaders()) {
      if (header.getKey().equals(RecordHeaders.TRACEPARENT) && header.getValue() != null) {
        given = header.getValue().array();
      }
    }
    TraceContext trace = TraceContext.of(letter.getSource(), given);
    return List.of(
        new org.apache.kafka.common.header.internals.RecordHeader(
            RecordHeaders.TRACEPARENT, trace.child(letter.getStage()).traceparent()));
  }

  public static SourcePosition position(RawRecord record) {
    return new SourcePosition(record.topic(), record.partition(), record.offset());
  }

  private static List<RecordHeader> headers(RawRecord record) {
    List<RecordHeader> headers = new ArrayList<>();
    for (int i = 0; i < record.headerKeys().length; i++) {
      headers.add(new RecordHeader(record.headerKeys()[i], wrapped(record.headerValues()[i])));
    }
    return headers;
  }

  private static ByteBuffer wrapped(byte[] bytes) {
    return bytes == null ? null : ByteBuffer.wrap(bytes);
  }
}
