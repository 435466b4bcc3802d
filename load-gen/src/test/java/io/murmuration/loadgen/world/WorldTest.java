package io.murmuration.loadgen.world;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.murmuration.event.EngagementKind;
import java.time.Instant;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class WorldTest {
  private static final Instant START = Instant.parse("2026-03-02T00:00:00Z");
  private static final World WORLD = new World(WorldConfig.of(400, 1_000, START), 7);

  @Test
  void isTheSameForTheSameSeed() {
    World again = new World(WorldConfig.of(400, 1_000, START), 7);

    assertThat(again.post(99)).usingRecursiveComparison().isEqualTo(WORLD.post(99));
    assertThat(again.people().get(5)).usingRecursiveComparison().isEqualTo(WORLD.people().get(5));
    assertThat(again.follows().of(5)).isEqualTo(WORLD.follows().of(5));
  }

  @Test
  void isAnotherForAnotherSeed() {
    World other = new World(WorldConfig.of(400, 1_000, START), 8);

    assertThat(other.post(99).enrichment().vector())
        .isNotEqualTo(WORLD.post(99).enrichment().vector());
  }

  @Test
  void writesPostsInTheOrderOfTime() {
    assertThat(LongStream.range(0, 500).mapToObj(i -> WORLD.post(i).atMillis()).toList())
        .isSorted()
        .allSatisfy(at -> assertThat(at).isGreaterThanOrEqualTo(START.toEpochMilli()));
  }

  @Test
  void findsTheFirstPostOfATime() {
    long noon = START.toEpochMilli() + 43_200_000;
    long first = WORLD.firstPostAt(noon);

    assertThat(WORLD.post(first).atMillis()).isGreaterThanOrEqualTo(noon);
    assertThat(WORLD.post(first - 1).atMillis()).isLessThan(noon);
  }

  @Test
  void scalesVectorsLikeTheEncoders() {
    double sum = 0;
    double squares = 0;
    int pairs = 500;
    for (int i = 0; i < pairs; i++) {
      double cosine = cosine(WORLD.post(2L * i), WORLD.post(2L * i + 1));
      sum += cosine;
      squares += cosine * cosine;
    }
    double mean = sum / pairs;

    assertThat(mean).isBetween(0.015, 0.05);
    assertThat(Math.sqrt(squares / pairs - mean * mean)).isBetween(0.05, 0.08);
  }

  @Test
  void letsFewBeFollowedByMany() {
    int[] followers =
        IntStream.range(0, 400).map(author -> WORLD.follows().followers(author)).sorted().toArray();

    assertThat(followers[399]).isGreaterThan(8 * followers[200]);
  }

  @Test
  void examinesLessFurtherDown() {
    Person person = WORLD.people().get(0);
    Post post = WORLD.post(0);
    Situation top = new Situation(0, post.atMillis(), false, 0, 0);

    Map<EngagementKind, Double> onTop = WORLD.probabilities(person, post, top);
    Map<EngagementKind, Double> below = WORLD.probabilities(person, post, top.at(8));

    assertThat(onTop).containsOnlyKeys(World.kinds());
    assertThat(below)
        .allSatisfy(
            (kind, chance) ->
                assertThat(chance)
                    .isCloseTo(onTop.get(kind) / 3, org.assertj.core.data.Offset.offset(1e-9)));
  }

  @Test
  void likesLessWhatIsOldOrSeenTooOften() {
    Person person =
        WORLD.people().stream().filter(p -> p.boredom() > 0.5).findFirst().orElseThrow();
    Post post = WORLD.post(0);
    double fresh = like(person, post, new Situation(0, post.atMillis(), false, 0, 0));

    assertThat(like(person, post, new Situation(0, post.atMillis() + 86_400_000, false, 0, 0)))
        .isLessThan(fresh);
    assertThat(like(person, post, new Situation(0, post.atMillis(), false, 5, 3)))
        .isLessThan(fresh);
    assertThat(like(person, post, new Situation(0, post.atMillis(), true, 0, 0)))
        .isGreaterThan(fresh);
  }

  @Test
  void refusesAWorldWithoutPeople() {
    assertThatThrownBy(() -> WorldConfig.of(1, 10, START))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("people must be at least 2: 1");
  }

  private static double like(Person person, Post post, Situation situation) {
    return WORLD.probabilities(person, post, situation).get(EngagementKind.like);
  }

  private static double cosine(Post left, Post right) {
    double sum = 0;
    for (int i = 0; i < left.enrichment().vector().length; i++) {
      sum += left.enrichment().vector()[i] * right.enrichment().vector()[i];
    }
    return sum;
  }
}
