package io.murmuration.jobs;

import io.murmuration.event.DeadLetter;
import io.murmuration.event.ModelRef;
import io.murmuration.event.RecordHeader;
import io.murmuration.event.SourcePosition;
import io.murmuration.schemas.Topics;
import java.nio.ByteBuffer;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.connector.kafka.sink.KafkaSink;
import org.apache.flink.formats.avro.typeutils.AvroTypeInfo;
import org.apache.flink.util.OutputTag;

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
        bootstrap,
        transactions,
        new TopicSerializer<DeadLetter, DeadLetter>(
            () -> Topics.DEAD_LETTERS, letter -> letter, letter -> List.of(), registry, clock));
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
