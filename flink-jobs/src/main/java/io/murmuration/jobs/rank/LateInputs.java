package io.murmuration.jobs.rank;

import io.murmuration.event.LateInput;
import io.murmuration.event.SourcePosition;
import io.murmuration.jobs.RegistryConnector;
import io.murmuration.jobs.TopicOf;
import io.murmuration.jobs.TopicSerializer;
import io.murmuration.jobs.rank.stages.Origin;
import java.io.Serializable;
import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.flink.formats.avro.typeutils.AvroTypeInfo;
import org.apache.flink.util.OutputTag;

/** Where production counted the inputs that came late, for a replay to count them there too. */
public final class LateInputs implements Serializable {
  static final OutputTag<LateInput> TAG =
      new OutputTag<>("late-inputs", new AvroTypeInfo<>(LateInput.class));

  private static final long serialVersionUID = 1;

  /** By topic and partition, then by offset. */
  private final Map<String, Map<Long, Long>> countedAtMillis = new HashMap<>();

  /** Of two for a position the later one holds: a restart decides anew. */
  public void add(LateInput late) {
    SourcePosition source = late.getSource();
    countedAtMillis
        .computeIfAbsent(partition(source.getTopic(), source.getPartition()), p -> new HashMap<>())
        .put(source.getOffset(), late.getCountedAt().toEpochMilli());
  }

  /** Null where it came in time. */
  Long countedAtMillis(Origin origin) {
    return countedAtMillis
        .getOrDefault(partition(origin.topic(), origin.partition()), Map.of())
        .get(origin.offset());
  }

  static LateInput of(Origin origin, long countedAtMillis) {
    return new LateInput(
        new SourcePosition(origin.topic(), origin.partition(), origin.offset()),
        Instant.ofEpochMilli(countedAtMillis));
  }

  static TopicSerializer<LateInput, LateInput> serializer(
      TopicOf<LateInput> topic, RegistryConnector registry, Clock clock) {
    return new TopicSerializer<>(topic, late -> late, late -> List.of(), registry, clock);
  }

  private static String partition(String topic, int partition) {
    return topic + ":" + partition;
  }
}
