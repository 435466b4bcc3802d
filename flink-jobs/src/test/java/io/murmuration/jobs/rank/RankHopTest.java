package io.murmuration.jobs.rank;

import static org.assertj.core.api.Assertions.assertThat;

import io.murmuration.event.EngagementKind;
import io.murmuration.jobs.hop.Hops;
import io.murmuration.jobs.rank.stages.Candidate;
import io.murmuration.jobs.rank.stages.EncoderRef;
import io.murmuration.jobs.rank.stages.FollowChange;
import io.murmuration.jobs.rank.stages.HydratedAct;
import io.murmuration.jobs.rank.stages.Origin;
import io.murmuration.jobs.rank.stages.PostContent;
import io.murmuration.jobs.rank.stages.ReaderInput;
import io.murmuration.jobs.rank.stages.Slate;
import io.murmuration.jobs.rank.stages.SlateRow;
import java.io.IOException;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What leaves a task is what comes to the next one, whichever fields are there. */
class RankHopTest {
  private static final EncoderRef ENCODER = new EncoderRef("encoder", "1.0.0", "ab");
  private static final EncoderRef OTHER = new EncoderRef("encoder", "1.1.0", "cd");
  private static final Origin ORIGIN = new Origin("engagements", 3, 1L << 40, -7, true, 9);

  static Stream<ReaderInput> inputs() {
    PostContent full = post("cluster", "football", "music");
    PostContent bare = post(null);
    return Stream.concat(
        Stream.of(EngagementKind.values())
            .map(kind -> ReaderInput.of(ORIGIN, "u", new HydratedAct(kind, full))),
        Stream.of(
            ReaderInput.of(
                ORIGIN, "ü", new Candidate(full, new byte[] {1, -1}, new byte[] {2}, 5, 6)),
            ReaderInput.of(ORIGIN, "u", new Candidate(bare, null, null, 0, -6)),
            ReaderInput.of(
                ORIGIN,
                "u",
                List.of(
                    new Candidate(bare, null, null, 0, -6),
                    new Candidate(full, null, new byte[] {2}, 5, 6))),
            ReaderInput.of(ORIGIN, new FollowChange("u", "author", true)),
            ReaderInput.of(ORIGIN, new FollowChange("u", "author", false))));
  }

  @ParameterizedTest
  @MethodSource("inputs")
  void bringsTheReadersInputAsItWas(ReaderInput input) throws IOException {
    ReaderInput came = Hops.sent(input, ReaderInputHop.TYPE);

    assertThat(came).usingRecursiveComparison().isEqualTo(input);
  }

  static Stream<Slate> slates() {
    return Stream.of(
        new Slate(ORIGIN, "u", 100, 2, new SlateRow[0]),
        new Slate(
            ORIGIN,
            "u",
            100,
            0,
            new SlateRow[] {
              row("1", ENCODER, 1.5f, -0f), row("2", ENCODER), row("3", OTHER, Float.MIN_VALUE)
            }));
  }

  @ParameterizedTest
  @MethodSource("slates")
  void bringsTheSlateAsItWas(Slate slate) throws IOException {
    Slate came = Hops.sent(slate, SlateHop.TYPE);

    assertThat(came).usingRecursiveComparison().isEqualTo(slate);
  }

  private static SlateRow row(String tweetId, EncoderRef encoder, float... features) {
    String cluster = tweetId.equals("1") ? null : "c" + tweetId;
    return new SlateRow(
        tweetId, "author", cluster, tweetId.equals("2"), "new to you", encoder, features);
  }

  private static PostContent post(String cluster, String... topics) {
    double[] scores = new double[topics.length];
    for (int i = 0; i < scores.length; i++) {
      scores[i] = 1.0 / (i + 1);
    }
    byte[] vector = {-127, 0, 127};
    return new PostContent(
        "1", "author", 5, "fr", ENCODER, 0.25f, vector, topics, scores, -0.5, 0.1, 0.2, cluster);
  }
}
