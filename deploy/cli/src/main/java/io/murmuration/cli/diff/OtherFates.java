package io.murmuration.cli.diff;

import io.confluent.kafka.schemaregistry.client.SchemaRegistryClient;
import io.murmuration.cli.kafka.CommittedRecords;
import io.murmuration.event.DeadLetter;
import io.murmuration.schemas.AvroCodec;
import io.murmuration.schemas.Positions;
import io.murmuration.schemas.Topic;
import io.murmuration.schemas.UndecodableRecordException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.apache.avro.specific.SpecificRecord;

/**
 * Which inputs ended elsewhere than in an output, by position: what a missing record is explained
 * by.
 */
public final class OtherFates {
  /** Dead letters and repetitions are few; what is more than this is not explained. */
  private static final int MOST = 200_000;

  private OtherFates() {}

  public static Map<String, String> of(
      String bootstrap,
      SchemaRegistryClient registry,
      List<Topic<?>> topics,
      Predicate<io.murmuration.event.SourcePosition> positions) {
    Map<String, String> fates = new HashMap<>();
    for (Topic<?> topic : topics) {
      read(bootstrap, registry, topic, positions, fates);
    }
    return fates;
  }

  private static <T extends SpecificRecord> void read(
      String bootstrap,
      SchemaRegistryClient registry,
      Topic<T> topic,
      Predicate<io.murmuration.event.SourcePosition> positions,
      Map<String, String> fates) {
    AvroCodec<T> codec = AvroCodec.of(topic, registry);
    try (CommittedRecords records = new CommittedRecords(bootstrap, topic.name())) {
      records.readToEnd(
          record -> {
            try {
              if (record.value() == null || fates.size() >= MOST) {
                return;
              }
              T value = codec.decode(record.value());
              Provenances.source(value)
                  .filter(positions)
                  .ifPresent(at -> fates.put(Positions.text(at), name(value)));
            } catch (UndecodableRecordException e) {
              // It explains nothing.
            }
          });
    }
  }

  private static String name(SpecificRecord value) {
    return value instanceof DeadLetter letter
        ? "dead letter (%s %s)".formatted(letter.getStage(), letter.getErrorKind())
        : "repetition";
  }
}
