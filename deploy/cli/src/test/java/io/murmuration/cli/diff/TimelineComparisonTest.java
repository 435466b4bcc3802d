package io.murmuration.cli.diff;

import static org.assertj.core.api.Assertions.assertThat;

import io.confluent.kafka.schemaregistry.client.MockSchemaRegistryClient;
import io.confluent.kafka.schemaregistry.client.SchemaRegistryClient;
import io.murmuration.event.Provenance;
import io.murmuration.event.RankedTimeline;
import io.murmuration.event.SourcePosition;
import io.murmuration.event.TimelineEntry;
import io.murmuration.schemas.AvroCodec;
import io.murmuration.schemas.ReplayTopics;
import io.murmuration.schemas.SchemaRegistry;
import io.murmuration.schemas.Topic;
import io.murmuration.schemas.Topics;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TimelineComparisonTest {
  private static final Topic<RankedTimeline> A = Topics.TIMELINES_RANKED;
  private static final Topic<RankedTimeline> B = new ReplayTopics("r").twinOf(A);

  @TempDir private Path scratch;
  private final SchemaRegistryClient registry = new MockSchemaRegistryClient();
  private final Map<String, List<ConsumerRecord<byte[], byte[]>>> topics = new HashMap<>();

  TimelineComparisonTest() {
    SchemaRegistry.provision(registry, List.of(A, B));
    topics.put(A.name(), new ArrayList<>());
    topics.put(B.name(), new ArrayList<>());
  }

  @Test
  void blamesLateInputWhereOneSideCountsMoreOfIt() throws Exception {
    put(A, timeline("late", 1, "x", 0));
    put(A, timeline("late", 2, "y", 1));
    put(B, timeline("late", 1, "y", 0));
    put(A, timeline("another", 3, "z", 0));
    put(B, timeline("another", 3, "z", 0));

    assertThat(causes()).containsOnlyKeys("changed: late input", "missing: late input");
  }

  @Test
  void explainsNothingByAnotherTimelineOfTheReaderNorByWhatIsLateOnBothSides() throws Exception {
    put(A, timeline("late-on-both", 1, "x", 1));
    put(A, timeline("late-on-both", 2, "y", 1));
    put(B, timeline("late-on-both", 1, "z", 1));
    put(A, timeline("another", 3, "z", 0));
    put(B, timeline("another", 3, "z", 0));

    assertThat(causes()).containsOnlyKeys("changed: unknown", "missing: unknown");
  }

  @Test
  void blamesNoInputThatTheReplayAloneTookLate() throws Exception {
    put(A, timeline("reader", 1, "x", 0));
    put(B, timeline("reader", 1, "y", 1));

    assertThat(causes()).containsOnlyKeys("changed: unknown");
  }

  @Test
  void saysThatASideHasNotComeSoFar() throws Exception {
    put(A, timeline("reader", 1, "x", 0));
    put(B, timeline("reader", 1, "x", 0));
    put(B, timeline("reader", 2, "y", 0));

    assertThat(causes()).containsOnlyKeys("extra: A has not come so far");
  }

  private Map<String, Long> causes() throws Exception {
    return new TopicComparison<>(
            A,
            B,
            (topic, each) -> topics.get(topic.name()).forEach(each),
            registry,
            new TopicComparison.Scope(at -> true, true, true, 1e-5, Map.of(), Map.of()))
        .run(scratch)
        .causes();
  }

  private void put(Topic<RankedTimeline> topic, RankedTimeline value) {
    byte[] key = value.getUserId().getBytes(StandardCharsets.UTF_8);
    byte[] bytes = AvroCodec.of(topic, registry).encode(value);
    var records = topics.get(topic.name());
    records.add(new ConsumerRecord<>(topic.name(), 0, records.size(), key, bytes));
  }

  private static RankedTimeline timeline(String user, long offset, String tweet, long late) {
    return RankedTimeline.newBuilder()
        .setUserId(user)
        .setRevision(offset)
        .setEntries(List.of(new TimelineEntry(tweet, 0.5, Map.of(), true, "follows")))
        .setLateInputs(late)
        .setProvenance(
            Provenance.newBuilder()
                .setSource(new SourcePosition("engagements", 0, offset))
                .setEventTime(Instant.EPOCH)
                .build())
        .build();
  }
}
