package io.murmuration.cli.diff;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.confluent.kafka.schemaregistry.client.MockSchemaRegistryClient;
import io.confluent.kafka.schemaregistry.client.SchemaRegistryClient;
import io.murmuration.event.Embedding;
import io.murmuration.event.EnrichedTweet;
import io.murmuration.event.ModelRef;
import io.murmuration.event.Provenance;
import io.murmuration.event.Safety;
import io.murmuration.event.SourcePosition;
import io.murmuration.event.Tweet;
import io.murmuration.schemas.AvroCodec;
import io.murmuration.schemas.RecordHeaders;
import io.murmuration.schemas.ReplayTopics;
import io.murmuration.schemas.SchemaRegistry;
import io.murmuration.schemas.Topic;
import io.murmuration.schemas.Topics;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TopicComparisonTest {
  private static final Topic<EnrichedTweet> A = Topics.TWEETS_ENRICHED;
  private static final Topic<EnrichedTweet> B = new ReplayTopics("r").twinOf(A);

  private final SchemaRegistryClient registry = new MockSchemaRegistryClient();
  private final Map<String, List<ConsumerRecord<byte[], byte[]>>> topics = new HashMap<>();
  private final AvroCodec<EnrichedTweet> codec;

  @TempDir Path scratch;

  TopicComparisonTest() {
    SchemaRegistry.provision(registry, List.of(A, B));
    codec = AvroCodec.of(A, registry);
    topics.put(A.name(), new ArrayList<>());
    topics.put(B.name(), new ArrayList<>());
  }

  @Test
  void pairsWhateverTheOrderAndSaysWhatBecameOfEach() throws Exception {
    put(A, tweet("same", 1, 0.1f, "1.4.0"));
    put(A, tweet("rounded", 2, 0.1f, "1.4.0"));
    put(A, tweet("lost", 3, 0.1f, "1.4.0"));
    put(A, tweet("outside", 99, 0.1f, "1.4.0"));
    put(B, tweet("new", 4, 0.1f, "1.4.0"));
    put(B, tweet("rounded", 2, 0.1000001f, "1.4.0"));
    put(B, tweet("same", 1, 0.1f, "1.4.0"));

    DiffReport report = run(Map.of("tweets:0:3", "dead letter (embed NAN)"));

    assertThat(report.verdicts())
        .containsEntry(Verdict.IDENTICAL, 1L)
        .containsEntry(Verdict.WITHIN_TOLERANCE, 1L)
        .containsEntry(Verdict.CHANGED, 0L)
        .containsEntry(Verdict.MISSING, 1L)
        .containsEntry(Verdict.EXTRA, 1L);
    assertThat(report.causes())
        .containsEntry("missing: dead letter (embed NAN) in B", 1L)
        .containsEntry("extra: unknown", 1L);
    assertThat(report.slices().get("language").get("en")).containsEntry(Verdict.IDENTICAL, 1L);
  }

  @Test
  void namesTheModelAsTheCauseAndCountsWhatFlipped() throws Exception {
    put(A, tweet("t", 1, 0.1f, "1.4.0"));
    EnrichedTweet after = tweet("t", 1, -0.3f, "1.1.0");
    after.setSafety(new Safety(0.9, 0.0));
    put(B, after);

    DiffReport report = run(Map.of());

    assertThat(report.causes())
        .containsExactly(Map.entry("changed: model encoder 1.4.0 -> 1.1.0", 1L));
    assertThat(report.flips()).containsExactly(Map.entry("safety", 1L));
    assertThat(report.fields()).containsKeys("embedding.values[]", "safety.toxicity");
    assertThat(report.measures().get("cosine").min()).isLessThan(1);
    assertThat(report.unexplained()).isZero();
  }

  @Test
  void comparesMoreLooselyWhatSaysOfItselfThatItsBytesHangOnTheDevice() throws Exception {
    put(A, tweet("rounded", 1, 0.1f, "1.4.0"));
    put(A, tweet("beyond", 2, 0.1f, "1.4.0"));
    put(A, tweet("sure", 3, 0.1f, "1.4.0"));
    put(B, tweet("rounded", 1, 0.1001f, "1.4.0"), RecordHeaders.approximate("encoder"));
    put(B, tweet("beyond", 2, 0.11f, "1.4.0"), RecordHeaders.approximate("encoder"));
    put(B, tweet("sure", 3, 0.1001f, "1.4.0"));

    DiffReport report = run(Map.of());

    assertThat(report.causes())
        .containsOnly(
            Map.entry("within_tolerance: device (encoder)", 1L), Map.entry("changed: unknown", 2L));
  }

  @Test
  void laysAChangedClusterToTheStateBeforeTheWindow() throws Exception {
    put(A, tweet("t", 1, 0.1f, "1.4.0"));
    EnrichedTweet after = tweet("t", 1, 0.1f, "1.4.0");
    after.setDuplicateCluster("another");
    put(B, after);

    assertThat(run(Map.of()).causes()).containsOnlyKeys("changed: state warm-up");
  }

  @Test
  void laysWhatNothingElseExplainsToTheCodeWhereBothSidesNameTheirs() throws Exception {
    put(A, tweet("code", 1, 0.1f, "1.4.0"), "1.0+aa");
    put(B, tweet("code", 1, 0.9f, "1.4.0"), "1.0+bb");
    put(A, tweet("model", 2, 0.1f, "1.4.0"), "1.0+aa");
    put(B, tweet("model", 2, 0.9f, "1.1.0"), "1.0+bb");
    put(A, tweet("older", 3, 0.1f, "1.4.0"));
    put(B, tweet("older", 3, 0.9f, "1.4.0"), "1.0+bb");
    put(A, tweet("same", 4, 0.1f, "1.4.0"), "1.0+aa");
    put(B, tweet("same", 4, 0.1f, "1.4.0"), "1.0+bb");

    DiffReport report = run(Map.of());

    assertThat(report.causes())
        .containsOnly(
            Map.entry("changed: code 1.0+aa -> 1.0+bb", 1L),
            Map.entry("changed: model encoder 1.4.0 -> 1.1.0", 1L),
            Map.entry("changed: unknown", 1L));
    assertThat(report.verdicts()).containsEntry(Verdict.IDENTICAL, 1L);
    assertThat(report.unexplained()).isOne();
  }

  @Test
  void laysARecordWithoutAPairToTheCodeWhereAllOfTheOtherSideIsOfAnother() throws Exception {
    put(A, tweet("lost", 1, 0.1f, "1.4.0"), "1.0+aa");
    put(A, tweet("same", 2, 0.1f, "1.4.0"), "1.0+aa");
    put(B, tweet("same", 2, 0.1f, "1.4.0"), "1.0+bb");
    put(B, tweet("new", 3, 0.1f, "1.4.0"), "1.0+bb");

    assertThat(run(Map.of()).causes())
        .containsOnlyKeys("missing: code 1.0+aa -> 1.0+bb", "extra: code 1.0+aa -> 1.0+bb");
  }

  @Test
  void laysNoRecordWithoutAPairToTheCodeWhereTheOtherSideHasThatToo() throws Exception {
    put(A, tweet("lost", 1, 0.1f, "1.4.0"), "1.0+bb");
    put(A, tweet("same", 2, 0.1f, "1.4.0"), "1.0+aa");
    put(B, tweet("same", 2, 0.1f, "1.4.0"), "1.0+bb");
    put(B, tweet("new", 3, 0.1f, "1.4.0"), "1.0+aa");

    assertThat(run(Map.of()).causes()).containsOnlyKeys("missing: unknown", "extra: unknown");
  }

  @Test
  void pairsSeveralOfOnePositionWithTheirLikeAndCountsWhatWasWrittenTwiceOnce() throws Exception {
    put(A, tweet("t", 1, 0.1f, "1.4.0"));
    put(A, tweet("t", 1, 0.1f, "1.4.0"));
    put(A, tweet("t", 1, 0.9f, "1.4.0"));
    put(B, tweet("t", 1, 0.9f, "1.4.0"));
    put(B, tweet("t", 1, 0.1f, "1.4.0"));

    assertThat(run(Map.of()).verdicts())
        .containsEntry(Verdict.IDENTICAL, 2L)
        .containsEntry(Verdict.MISSING, 0L)
        .containsEntry(Verdict.CHANGED, 0L);
  }

  @Test
  void findsAnotherInputOfTheSameKey() throws Exception {
    put(A, tweet("t", 1, 0.1f, "1.4.0"));
    put(B, tweet("t", 2, 0.1f, "1.4.0"));

    assertThat(run(Map.of()).causes())
        .containsOnlyKeys(
            "missing: another input of this key in B", "extra: another input of this key in A");
  }

  @Test
  void leavesTombstonesOutOfAReplaysWindowAlone() throws Exception {
    put(A, tweet("recalled", 1, 0.1f, "1.4.0"));
    topics
        .get(A.name())
        .add(new ConsumerRecord<>(A.name(), 0, 1, "recalled".getBytes(UTF_8), null));
    put(B, tweet("recalled", 1, 0.1f, "1.4.0"));

    assertThat(run(Map.of()).verdicts()).containsEntry(Verdict.MISSING, 0L);
    assertThat(run(Map.of(), true).verdicts()).containsEntry(Verdict.MISSING, 1L);
  }

  private DiffReport run(Map<String, String> otherFatesOfB) throws Exception {
    return run(otherFatesOfB, false);
  }

  private DiffReport run(Map<String, String> otherFatesOfB, boolean tombstones) throws Exception {
    return new TopicComparison<>(
            A,
            B,
            (topic, each) -> topics.get(topic.name()).forEach(each),
            registry,
            new TopicComparison.Scope(
                at -> at.getOffset() < 50, tombstones, false, 1e-5, Map.of(), otherFatesOfB))
        .run(scratch);
  }

  private void put(Topic<EnrichedTweet> topic, EnrichedTweet value, String code) {
    put(topic, value, new RecordHeader(RecordHeaders.CODE, code.getBytes(UTF_8)));
  }

  private void put(Topic<EnrichedTweet> topic, EnrichedTweet value, Header... headers) {
    byte[] key = value.getTweet().getTweetId().getBytes(UTF_8);
    var record =
        new ConsumerRecord<>(
            topic.name(), 0, topics.get(topic.name()).size(), key, codec.encode(value));
    for (Header header : headers) {
      record.headers().add(header);
    }
    topics.get(topic.name()).add(record);
  }

  private static EnrichedTweet tweet(String id, long offset, float first, String version) {
    return EnrichedTweet.newBuilder()
        .setTweet(
            Tweet.newBuilder()
                .setTweetId(id)
                .setAuthorId("a")
                .setText("text")
                .setCreatedAt(Instant.EPOCH)
                .build())
        .setLanguage("en")
        .setEmbedding(new Embedding("encoder", version, List.of(first, 0.5f)))
        .setSafety(new Safety(0.1, 0.1))
        .setDuplicateCluster("one")
        .setProvenance(
            Provenance.newBuilder()
                .setSource(new SourcePosition("tweets", 0, offset))
                .setModels(List.of(new ModelRef("encoder", version, version)))
                .setEventTime(Instant.EPOCH)
                .build())
        .build();
  }
}
