package io.murmuration.model.duplicate;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class BucketRulesTest {
  private static final byte[] NORTH = {0, 100};
  private static final byte[] NEARLY_NORTH = {10, 100};
  private static final byte[] EAST = {100, 0};

  private final BucketRules rules =
      new BucketRules(Duration.ofMillis(10), Duration.ofMillis(100), 3, 3);

  @Test
  void findsALeaderTwoWindowsLaterAndNotBefore() {
    List<Sighting> leaders = List.of(seen(5, 1, NORTH));

    assertThat(leaderOf(19, leaders)).isNull();
    assertThat(leaderOf(20, leaders)).isEqualTo(leaders.get(0));
  }

  @Test
  void asksForNoWatermarkWithinAWindowOfThePost() {
    long window = rules.windowOf(20);

    assertThat(rules.answering(window)).isEqualTo(9);
    assertThat(rules.closing(window)).isEqualTo(29);
  }

  @Test
  void forgetsALeaderAfterItsTimeToLive() {
    List<Sighting> leaders = List.of(seen(5, 1, NORTH));

    assertThat(leaderOf(104, leaders)).isNotNull();
    assertThat(leaderOf(105, leaders)).isNull();
    assertThat(rules.forgetting(5)).isGreaterThanOrEqualTo(105);
  }

  @Test
  void findsTheEarliestThatIsAlike() {
    List<Sighting> leaders = List.of(seen(1, 9, EAST), seen(2, 7, NEARLY_NORTH), seen(3, 1, NORTH));

    assertThat(leaderOf(30, leaders)).isEqualTo(leaders.get(1));
  }

  @Test
  void keepsTheEarliestCandidatesInWhateverOrderTheyCome() {
    List<Sighting> all = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      all.add(seen(i / 2, i % 5, i % 3 == 0 ? NORTH : EAST));
    }
    List<Sighting> kept = offered(all);

    for (int seed = 0; seed < 50; seed++) {
      Collections.shuffle(all, new Random(seed));
      assertThat(offered(all)).isEqualTo(kept);
    }
    assertThat(kept).hasSize(3).extracting(Sighting::cluster).doesNotHaveDuplicates();
  }

  @Test
  void letsOnlyTheFirstOfThoseAlikeLead() {
    List<Sighting> candidates =
        List.of(seen(11, 2, NEARLY_NORTH), seen(12, 3, EAST), seen(13, 4, EAST));

    assertThat(rules.closed(List.of(seen(1, 1, NORTH)), candidates, BucketKind.NEAR))
        .extracting(Sighting::cluster)
        .containsExactly(1L, 3L);
  }

  @Test
  void holdsTwiceItsCapacityAtMostAndComparesWithTheLatest() {
    List<Sighting> leaders = List.of();
    for (int window = 0; window < 10; window++) {
      List<Sighting> candidates = new ArrayList<>();
      for (int i = 0; i < 3; i++) {
        double angle = window * 3 + i;
        byte[] vector = {(byte) (100 * Math.cos(angle)), (byte) (100 * Math.sin(angle))};
        candidates.add(seen(window * 10 + i, window * 3 + i, vector));
      }
      leaders = rules.closed(leaders, candidates, BucketKind.NEAR);
      assertThat(leaders).hasSizeLessThanOrEqualTo(6);
    }
    Sighting newest = leaders.get(leaders.size() - 1);
    Sighting oldest = leaders.get(0);

    assertThat(leaderOf(150, newest.cluster(), leaders)).isEqualTo(newest);
    assertThat(leaderOf(150, oldest.cluster(), leaders)).isNull();
  }

  private List<Sighting> offered(List<Sighting> all) {
    List<Sighting> kept = List.of();
    for (Sighting one : all) {
      kept = rules.offered(kept, one);
    }
    return kept;
  }

  private Sighting leaderOf(long stamp, List<Sighting> leaders) {
    return rules.leaderOf(seen(stamp, 99, NORTH), leaders, BucketKind.NEAR);
  }

  /** Of a post that is like a leader by its cluster alone. */
  private Sighting leaderOf(long stamp, long cluster, List<Sighting> leaders) {
    return rules.leaderOf(seen(stamp, cluster, new byte[2]), leaders, BucketKind.NEAR);
  }

  private static Sighting seen(long stamp, long cluster, byte[] vector) {
    return new Sighting(stamp, cluster, vector);
  }
}
