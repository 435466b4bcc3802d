package io.murmuration.jobs.enrich;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.murmuration.event.Tweet;
import io.murmuration.jobs.RawRecord;
import io.murmuration.jobs.hop.Hops;
import io.murmuration.model.duplicate.Sighting;
import io.murmuration.model.inference.OutputOrigin;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.apache.avro.Schema;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What leaves a task is what comes to the next one, whichever fields are there. */
class EnrichHopTest {
  private static final Sighting SIGHTING = new Sighting(5, -6, new byte[] {-127, 0, 127});

  static Stream<RawRecord> records() {
    byte[] key = {1, -1};
    return Stream.of(
        new RawRecord("tweets", 1, 2, 3, null, null, new String[0], new byte[0][]),
        new RawRecord(
            "tweets",
            1,
            Long.MAX_VALUE,
            -3,
            key,
            new byte[300],
            new String[] {"a", "b"},
            new byte[][] {null, {9}}));
  }

  @ParameterizedTest
  @MethodSource("records")
  void bringsThePostAsItWas(RawRecord record) throws IOException {
    Post post = new Post(record, tweet());

    Post came = Hops.sent(post, PostHop.TYPE);

    assertThat(came).usingRecursiveComparison().isEqualTo(post);
  }

  /** Every field of the schema, so that a new one is not forgotten. */
  @Test
  void bringsEachFieldOfTheTweet() throws IOException {
    Tweet full = tweet();

    Tweet came =
        Hops.sent(new Post(records().findFirst().orElseThrow(), full), PostHop.TYPE).tweet();

    for (Schema.Field field : Tweet.getClassSchema().getFields()) {
      assertThat(full.get(field.pos())).as(field.name()).isNotNull().isNotEqualTo(List.of());
      assertThat(came.get(field.pos())).as(field.name()).isEqualTo(full.get(field.pos()));
    }
  }

  @Test
  void bringsWhatATweetLacks() throws IOException {
    Tweet bare = new Tweet("1", "a", "", Instant.EPOCH, null, null, null, List.of(), List.of());

    Tweet came =
        Hops.sent(new Post(records().findFirst().orElseThrow(), bare), PostHop.TYPE).tweet();

    assertThat(came).isEqualTo(bare);
  }

  static Stream<FingerprintedPost> fingerprinted() {
    Post post = new Post(records().findFirst().orElseThrow(), tweet());
    return Stream.of(
        new FingerprintedPost(
            new EncodedPost(
                post, "encoder", "1", "ab", 1, OutputOrigin.DISK, null, null, null, true),
            new byte[] {1, 2},
            -7L,
            7),
        new FingerprintedPost(
            new EncodedPost(
                post, "encoder", "1", "ab", 3, null, null, "TOO_LARGE", "the input", false),
            null,
            null,
            0));
  }

  @ParameterizedTest
  @MethodSource("fingerprinted")
  void bringsTheFingerprintedPostAsItWas(FingerprintedPost post) throws IOException {
    FingerprintedPost came = Hops.sent(post, FingerprintedPostHop.TYPE);

    assertThat(came).usingRecursiveComparison().isEqualTo(post);
  }

  @Test
  void bringsTheProbeAsItWas() throws IOException {
    Probe probe = new Probe("tweets:0:1", 7, "~0:12 ab", SIGHTING);

    Probe came = Hops.sent(probe, ProbeHop.TYPE);

    assertThat(came).usingRecursiveComparison().isEqualTo(probe);
  }

  static Stream<Answer> answers() {
    return Stream.of(new Answer("t:0:1", 7, "=1", null), new Answer("t:0:1", 7, "=1", SIGHTING));
  }

  @ParameterizedTest
  @MethodSource("answers")
  void bringsTheAnswerAsItWas(Answer answer) throws IOException {
    Answer came = Hops.sent(answer, AnswerHop.TYPE);

    assertThat(came).usingRecursiveComparison().isEqualTo(answer);
  }

  @Test
  void isNoTypeForState() {
    TypeSerializer<Post> serializer = Hops.serializer(PostHop.TYPE);

    assertThatThrownBy(serializer::snapshotConfiguration).hasMessageContaining("PostHop");
  }

  private static Tweet tweet() {
    return new Tweet(
        "1",
        "author",
        "grüße 👋 \u0000",
        Instant.parse("2026-01-01T00:00:00.123Z"),
        "de",
        "2",
        "3",
        List.of("https://a", "https://b"),
        List.of("a picture"));
  }
}
