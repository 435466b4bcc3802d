package io.murmuration.model.rank;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class TallyTest {
  private static final double HALF_LIFE = 1_000;

  @Test
  void halvesInItsHalfLife() {
    Tally tally = new Tally();
    tally.shown(0, HALF_LIFE);
    tally.engaged(3, 0, HALF_LIFE);
    tally.engaged(-2, 0, HALF_LIFE);

    assertThat(tally.counts(1_000, HALF_LIFE)).isEqualTo(new Tally.Counts(0.5, 1.5, 1));
  }

  @Test
  void countsWhatComesLateAsIfItHadComeInTime() {
    Tally inTime = new Tally();
    inTime.shown(0, HALF_LIFE);
    inTime.shown(500, HALF_LIFE);
    Tally late = new Tally();
    late.shown(500, HALF_LIFE);
    late.shown(0, HALF_LIFE);

    assertThat(late.counts(900, HALF_LIFE).impressions())
        .isCloseTo(inTime.counts(900, HALF_LIFE).impressions(), within(1e-12));
  }

  @Test
  void drawsAThinRateToThePrior() {
    assertThat(new Tally.Counts(0, 0, 0).rate(0.1, 20)).isEqualTo(0.1);
    assertThat(new Tally.Counts(1_000, 500, 0).rate(0.1, 20)).isCloseTo(0.5, within(0.01));
  }

  @Test
  void letsTheLongestUntouchedGoFirst() {
    TallyMap map = new TallyMap(4);
    for (int i = 0; i < 5; i++) {
      map.of("name" + i).shown(i, HALF_LIFE);
    }

    assertThat(map.counts("name0", 4, HALF_LIFE).impressions()).isZero();
    assertThat(map.counts("name4", 4, HALF_LIFE).impressions()).isEqualTo(1);
  }
}
