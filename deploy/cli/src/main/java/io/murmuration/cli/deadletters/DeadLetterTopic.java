package io.murmuration.cli.deadletters;

import io.murmuration.cli.kafka.CommittedRecords;
import io.murmuration.event.DeadLetter;
import io.murmuration.loadgen.LoadTarget;
import io.murmuration.schemas.AvroCodec;
import io.murmuration.schemas.Positions;
import io.murmuration.schemas.SchemaRegistry;
import io.murmuration.schemas.Topics;
import io.murmuration.schemas.UndecodableRecordException;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Predicate;

/** The dead letters of a cluster, read one by one: each may be as large as a record gets. */
public final class DeadLetterTopic {
  private final LoadTarget target;

  public DeadLetterTopic(LoadTarget target) {
    this.target = target;
  }

  /** Oldest first, those that are committed now. */
  public void read(Predicate<DeadLetter> wanted, Consumer<DeadLetter> each) {
    AvroCodec<DeadLetter> codec =
        AvroCodec.of(Topics.DEAD_LETTERS, SchemaRegistry.connect(target.registryUrl()));
    try (CommittedRecords records =
        new CommittedRecords(target.bootstrap(), Topics.DEAD_LETTERS.name())) {
      records.readToEnd(
          record -> {
            try {
              DeadLetter letter = record.value() == null ? null : codec.decode(record.value());
              if (letter != null && wanted.test(letter)) {
                each.accept(letter);
              }
            } catch (UndecodableRecordException e) {
              throw new IllegalStateException(
                  "dead-letters:%d:%d: %s"
                      .formatted(record.partition(), record.offset(), e.getMessage()),
                  e);
            }
          });
    }
  }

  /** By topic, stage, kind and model. */
  public Map<String, Long> counts(Predicate<DeadLetter> wanted) {
    Map<String, Long> counts = new TreeMap<>();
    read(wanted, letter -> counts.merge(group(letter), 1L, Long::sum));
    return counts;
  }

  static String group(DeadLetter letter) {
    return "%-16s %-12s %-22s %s"
        .formatted(
            letter.getSource().getTopic(),
            letter.getStage(),
            letter.getErrorKind(),
            LetterFilter.modelOf(letter));
  }

  /** topic:partition:offset of its source. */
  public static String keyOf(DeadLetter letter) {
    return Positions.text(letter.getSource());
  }
}
