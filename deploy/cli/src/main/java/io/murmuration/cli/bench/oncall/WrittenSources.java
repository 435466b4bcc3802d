package io.murmuration.cli.bench.oncall;

import io.murmuration.cli.diff.Provenances;
import io.murmuration.cli.kafka.CommittedRecords;
import io.murmuration.event.SourcePosition;
import io.murmuration.loadgen.LoadTarget;
import io.murmuration.schemas.AvroCodec;
import io.murmuration.schemas.SchemaRegistry;
import io.murmuration.schemas.Topic;
import io.murmuration.schemas.UndecodableRecordException;
import java.util.HashSet;
import java.util.Set;

/** How many inputs have a committed result in a topic. */
final class WrittenSources {
  private WrittenSources() {}

  static long count(LoadTarget target, Topic<?> topic) {
    AvroCodec<?> codec = AvroCodec.of(topic, SchemaRegistry.connect(target.registryUrl()));
    Set<SourcePosition> sources = new HashSet<>();
    try (CommittedRecords records = new CommittedRecords(target.bootstrap(), topic.name())) {
      records.readToEnd(
          record -> {
            try {
              Provenances.source(codec.decode(record.value())).ifPresent(sources::add);
            } catch (UndecodableRecordException e) {
              throw new IllegalStateException(topic + ": " + e.getMessage(), e);
            }
          });
    }
    return sources.size();
  }
}
