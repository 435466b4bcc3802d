package io.murmuration.cli.rank;

import static org.assertj.core.api.Assertions.assertThat;

import io.murmuration.model.rank.RankFeature;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class WorldRunTest {
  private static final int PEOPLE = 80;

  @Test
  void logsTheSameFeaturesForTheSameSeed() {
    assertThat(features(5)).isEqualTo(features(5)).isNotEqualTo(features(6));
  }

  @Test
  void logsFiniteFeaturesOfEachView() {
    assertThat(features(5))
        .hasSizeGreaterThan(500)
        .allSatisfy(
            row ->
                assertThat(row)
                    .hasSize(RankFeature.values().length)
                    .allSatisfy(value -> assertThat(value).isFinite()));
  }

  @Test
  void showsNobodyAPostTwice() {
    List<String> views = new ArrayList<>();
    run(5, (view, features) -> views.add(view.person() + " " + view.post().id()));

    assertThat(views).doesNotHaveDuplicates();
  }

  @Test
  void exploresBeyondWhomPeopleFollow() {
    Set<Float> inNetwork = new TreeSet<>();
    run(5, (view, features) -> inNetwork.add(features[RankFeature.IN_NETWORK.ordinal()]));

    assertThat(inNetwork).containsExactly(0f, 1f);
  }

  private static List<List<Float>> features(long seed) {
    List<List<Float>> rows = new ArrayList<>();
    run(seed, (view, features) -> rows.add(boxed(features)));
    return rows;
  }

  private static void run(long seed, WorldRun.OnView onView) {
    new WorldRun(PEOPLE, seed, Duration.ofDays(1), (person, at, candidates) -> {}, onView).run();
  }

  private static List<Float> boxed(float[] row) {
    Float[] boxed = new Float[row.length];
    Arrays.setAll(boxed, i -> row[i]);
    return List.of(boxed);
  }
}
