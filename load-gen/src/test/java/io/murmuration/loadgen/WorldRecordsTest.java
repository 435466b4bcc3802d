package io.murmuration.loadgen;

import static org.assertj.core.api.Assertions.assertThat;

import io.murmuration.event.Engagement;
import io.murmuration.event.EngagementKind;
import io.murmuration.event.Tweet;
import io.murmuration.loadgen.world.World;
import io.murmuration.loadgen.world.WorldConfig;
import io.murmuration.loadgen.world.WorldEvent.Viewed;
import java.time.Instant;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class WorldRecordsTest {
  private static final TopicPhrases PHRASES = TopicPhrases.load();
  private static final Instant START = Instant.parse("2026-03-02T12:00:00Z");
  private static final World WORLD =
      new World(
          new WorldConfig(50, PHRASES.topics(), 8, List.of("en", "fr"), 400_000, 12, 100, START),
          4);

  @Test
  void writesTheSamePostsForTheSameSeed() {
    assertThat(tweets(4)).isEqualTo(tweets(4)).isNotEqualTo(tweets(5));
  }

  @Test
  void writesOfEachTopicInBothLanguages() {
    for (String topic : PHRASES.topics()) {
      assertThat(PHRASES.topics()).hasSize(10);
      assertThat(words(topic, "en")).doesNotContainAnyElementsOf(words(topic, "fr"));
    }
  }

  @Test
  void rarelyRepeatsAPost() {
    Set<String> texts = new HashSet<>();
    tweets(4).forEach(tweet -> texts.add(tweet.getText()));

    assertThat(texts).hasSizeGreaterThan(850);
  }

  @Test
  void tellsThatAPostWasShownBeforeWhatItsReaderDid() {
    Viewed view =
        new Viewed(
            START.toEpochMilli(),
            3,
            WORLD.post(0),
            0,
            EnumSet.of(EngagementKind.like, EngagementKind.dwell),
            6_000);

    List<Engagement> all = records(4).engagements(view);

    assertThat(all)
        .extracting(Engagement::getKind)
        .containsExactly(EngagementKind.impression, EngagementKind.like, EngagementKind.dwell);
    assertThat(all).extracting(Engagement::getDwellMs).containsExactly(null, null, 6_000L);
    assertThat(all).extracting(Engagement::getUserId).containsOnly(WorldRecords.handle(3));
  }

  private static List<Tweet> tweets(long seed) {
    return IntStream.range(0, 1_000).mapToObj(i -> records(seed).tweet(WORLD.post(i))).toList();
  }

  private static WorldRecords records(long seed) {
    return new WorldRecords(PHRASES, PHRASES.topics(), List.of("en", "fr"), seed, "r");
  }

  /** Of the topic's sentences, lower case. */
  private static Set<String> words(String topic, String language) {
    return new HashSet<>(
        PHRASES.details(topic, language).stream()
            .map(text -> text.toLowerCase(Locale.ROOT))
            .toList());
  }
}
