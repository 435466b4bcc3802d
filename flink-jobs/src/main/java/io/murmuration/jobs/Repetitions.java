package io.murmuration.jobs;

import io.murmuration.event.Repetition;
import io.murmuration.schemas.Positions;
import java.time.Clock;
import java.util.List;
import org.apache.flink.formats.avro.typeutils.AvroTypeInfo;
import org.apache.flink.util.OutputTag;

/**
 * The third fate of an input: its id was read before. Written down, so that none is unexplained.
 */
public final class Repetitions {
  public static final OutputTag<Repetition> TAG =
      new OutputTag<>("repetitions", new AvroTypeInfo<>(Repetition.class));

  private Repetitions() {}

  public static Repetition of(RawRecord record, String id, Lineage repeated) {
    return Repetition.newBuilder()
        .setSource(DeadLetters.position(record))
        .setId(id)
        .setRepeats(Positions.parse(repeated.firstRead()).orElse(null))
        .build();
  }

  public static TopicSerializer<Repetition, Repetition> serializer(
      TopicOf<Repetition> topic, RegistryConnector registry, Clock clock) {
    return new TopicSerializer<>(topic, r -> r, r -> List.of(), registry, clock);
  }
}
