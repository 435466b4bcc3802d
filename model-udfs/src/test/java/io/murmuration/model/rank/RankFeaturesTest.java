package io.murmuration.model.rank;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.murmuration.event.EngagementKind;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RankFeaturesTest {
  private static final long NOW = 1_772_400_000_000L;
  private static final long HOUR = 3_600_000;

  private final ReaderState reader = new ReaderState();

  @Test
  void areInTheOrderThatTheShippedModelReads() {
    assertThat(RankFeature.names())
        .containsExactly(
            "interest",
            "interest_mass",
            "aversion",
            "topic_affinity",
            "author_affinity",
            "author_engagement",
            "author_shown",
            "author_shown_now",
            "author_complaints",
            "in_network",
            "age",
            "freshness",
            "post_rate",
            "post_shown",
            "post_momentum",
            "post_complaints",
            "author_rate",
            "author_complaint_rate",
            "followers",
            "language_affinity",
            "language_share",
            "sentiment",
            "toxicity",
            "spam",
            "seen_nearest",
            "seen_mean",
            "reader_shown_now",
            "reader_rate",
            "reader_complaints",
            "hour_sine",
            "hour_cosine",
            "position");
  }

  @Test
  void areFiniteWhereNothingIsKnown() {
    for (float value : features(post("a", 0, "en"), NOW)) {
      assertThat(value).isFinite();
    }
  }

  @Test
  void growWithWhatTheReaderLikes() {
    RankedPost liked = post("a", 0, "en");
    RankedPost other = post("b", 1, "fr");
    for (int i = 0; i < 5; i++) {
      reader.shown(liked, NOW);
      reader.engaged(liked, EngagementKind.like, NOW);
      reader.shown(other, NOW);
    }

    for (RankFeature feature :
        new RankFeature[] {
          RankFeature.INTEREST,
          RankFeature.TOPIC_AFFINITY,
          RankFeature.AUTHOR_AFFINITY,
          RankFeature.LANGUAGE_AFFINITY,
          RankFeature.LANGUAGE_SHARE
        }) {
      assertThat(of(feature, liked)).as(feature.name()).isGreaterThan(of(feature, other));
    }
    assertThat(of(RankFeature.SEEN_NEAREST, liked)).isEqualTo(1);
  }

  @Test
  void rememberWhatTheReaderMuted() {
    RankedPost muted = post("a", 0, "en");
    reader.shown(muted, NOW);
    reader.engaged(muted, EngagementKind.mute, NOW);

    assertThat(of(RankFeature.AVERSION, muted)).isEqualTo(1);
    assertThat(of(RankFeature.AUTHOR_COMPLAINTS, muted)).isPositive();
    assertThat(of(RankFeature.INTEREST, muted)).isZero();
  }

  @Test
  void fadeWithTime() {
    RankedPost liked = post("a", 0, "en");
    reader.shown(liked, NOW);
    reader.engaged(liked, EngagementKind.like, NOW);
    int mass = RankFeature.INTEREST_MASS.ordinal();

    assertThat(features(liked, NOW + 24 * 7 * HOUR)[mass])
        .isEqualTo((float) Math.log1p(Math.expm1(features(liked, NOW)[mass]) / 2));
  }

  @Test
  void areTheSameFromAStateThatWasWrittenAndRead() throws IOException {
    reader.shown(post("a", 0, "en"), NOW);
    reader.engaged(post("a", 0, "en"), EngagementKind.repost, NOW);
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    reader.write(new DataOutputStream(bytes));
    ReaderState again =
        ReaderState.read(new DataInputStream(new ByteArrayInputStream(bytes.toByteArray())));
    ByteArrayOutputStream bytesAgain = new ByteArrayOutputStream();
    again.write(new DataOutputStream(bytesAgain));

    assertThat(bytesAgain.toByteArray()).isEqualTo(bytes.toByteArray());
    assertThat(features(again, post("a", 1, "en"), NOW + HOUR))
        .isEqualTo(features(reader, post("a", 1, "en"), NOW + HOUR));
  }

  @Test
  void refuseVectorsOfAnotherModel() {
    reader.shown(post("a", 0, "en"), NOW);
    RankedPost other = new RankedPost("a", NOW, "en", new float[] {1, 0, 0}, Map.of(), 0, 0, 0);

    assertThatThrownBy(() -> features(other, NOW)).hasMessageContaining("never compared");
  }

  private float of(RankFeature feature, RankedPost post) {
    return features(post, NOW)[feature.ordinal()];
  }

  private float[] features(RankedPost post, long at) {
    return features(reader, post, at);
  }

  private static float[] features(ReaderState reader, RankedPost post, long at) {
    return RankFeatures.of(
        ReaderMoment.of(reader, at), post, new Reputation(), new Reputation(), true, 10);
  }

  private static RankedPost post(String author, int axis, String language) {
    float[] vector = new float[2];
    vector[axis] = 1;
    return new RankedPost(
        author, NOW - HOUR, language, vector, Map.of("topic-" + axis, 0.8), 0.2, 0.1, 0.1);
  }
}
