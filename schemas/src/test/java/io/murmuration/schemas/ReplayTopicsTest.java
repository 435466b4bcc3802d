package io.murmuration.schemas;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReplayTopicsTest {
  private final ReplayTopics twins = new ReplayTopics("r1");

  @Test
  void makesOfEveryTopicATwinThatIsNoTopicOfProduction() {
    assertThat(Topics.all())
        .allSatisfy(
            topic -> {
              Topic<?> twin = twins.twinOf(topic);
              assertThat(twin.name()).isEqualTo(topic.name() + ".replay.r1");
              assertThat(Topics.byName(twin.name())).isEmpty();
              assertThat(twin.schema()).isEqualTo(topic.schema());
              assertThat(twin.config()).containsEntry("retention.ms", "259200000");
            });
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "a.b", "-a", "A", "../x", "a_b"})
  void refusesANameThatCouldReachAnotherTopic(String id) {
    assertThatThrownBy(() -> new ReplayTopics(id))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("no name for a replay");
  }

  @Test
  void findsATopicByEitherName() {
    assertThat(ReplayTopics.find("tweets")).contains(Topics.TWEETS);
    assertThat(ReplayTopics.find("tweets.enriched.replay.r1").orElseThrow().type())
        .isEqualTo(Topics.TWEETS_ENRICHED.type());
    assertThat(ReplayTopics.find("nothing.replay.r1")).isEmpty();
  }
}
