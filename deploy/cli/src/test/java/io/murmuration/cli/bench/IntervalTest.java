package io.murmuration.cli.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.function.ToDoubleFunction;
import org.junit.jupiter.api.Test;

class IntervalTest {
  @Test
  void coversAsMuchAsTheMeanOfSoManyRowsVaries() {
    // Half ones, half zeros: the mean of 400 rows has a standard error of 0.025.
    Interval mean =
        Interval.bootstrap(
            400, rows -> Arrays.stream(rows).map(i -> i % 2).average().orElseThrow());

    assertThat(mean.value()).isEqualTo(0.5);
    assertThat(mean.low()).isCloseTo(0.5 - 1.96 * 0.025, within(0.015));
    assertThat(mean.high()).isCloseTo(0.5 + 1.96 * 0.025, within(0.015));
  }

  @Test
  void isTheSameEachTime() {
    assertThat(Interval.bootstrap(50, rows -> rows[0]))
        .isEqualTo(Interval.bootstrap(50, rows -> rows[0]));
  }

  @Test
  void isTheFigureAloneWhereNobodyAsksHowSureItIs() {
    ToDoubleFunction<int[]> share = rows -> Arrays.stream(rows).map(i -> i % 2).average().orElse(0);

    assertThat(Interval.of(false, 50, share)).isEqualTo(new Interval(0.5, 0.5, 0.5));
    assertThat(Interval.of(true, 50, share)).isEqualTo(Interval.bootstrap(50, share));
  }

  @Test
  void knowsWithoutDrawingHowMuchAMeanVaries() {
    Interval mean =
        Interval.jackknife(
            400, rows -> Arrays.stream(rows).map(i -> i % 2).average().orElseThrow());

    assertThat(mean.value()).isEqualTo(0.5);
    assertThat(mean.low()).isCloseTo(0.5 - 1.96 * 0.025, within(0.001));
    assertThat(mean.high()).isCloseTo(0.5 + 1.96 * 0.025, within(0.001));
  }

  @Test
  void holdsAShareOfWhatDiffersThatDrawingTwiceWouldPullDown() {
    // Forty rows, all different.
    ToDoubleFunction<int[]> different =
        rows -> (double) Arrays.stream(rows).distinct().count() / rows.length;

    Interval share = Interval.jackknife(40, different);

    assertThat(share.low()).isLessThanOrEqualTo(1).isGreaterThan(0.99);
    assertThat(Interval.bootstrap(40, different).high()).isLessThan(0.8);
  }
}
