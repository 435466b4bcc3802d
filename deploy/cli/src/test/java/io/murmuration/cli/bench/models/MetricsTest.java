package io.murmuration.cli.bench.models;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

class MetricsTest {
  private static final int[] ROWS = {0, 1, 2, 3};

  @Test
  void correlatesRanksAndNotValues() {
    assertThat(
            Metrics.spearman(ROWS, new double[] {1, 2, 3, 1000}, new double[] {0.1, 0.2, 0.3, 0.4}))
        .isCloseTo(1, within(1e-12));
  }

  @Test
  void givesTiesTheirMeanRank() {
    // Ranks 0, 1.5, 1.5, 3 against 0, 1, 2, 3: covariance 4.5, variances 4.5 and 5.
    assertThat(Metrics.spearman(ROWS, new double[] {1, 2, 2, 3}, new double[] {1, 2, 3, 4}))
        .isCloseTo(4.5 / Math.sqrt(4.5 * 5), within(1e-12));
  }

  @Test
  void averagesThePrecisionAtEachHit() {
    assertThat(
            Metrics.averagePrecision(
                ROWS, new double[] {0.9, 0.8, 0.7, 0.6}, new double[] {1, 0, 1, 0}))
        .isCloseTo((1 + 2.0 / 3) / 2, within(1e-12));
  }

  @Test
  void averagesTheF1OfTheLabels() {
    List<double[]> truth =
        List.of(new double[] {1, 0}, new double[] {1, 0}, new double[] {0, 1}, new double[] {0, 1});
    List<boolean[]> said =
        List.of(
            new boolean[] {true, false},
            new boolean[] {false, true},
            new boolean[] {false, true},
            new boolean[] {false, false});

    // First label: 1 hit of 1 said and 2 true; second: 1 hit of 2 said and 2 true.
    assertThat(Metrics.macroF1(ROWS, said, truth))
        .isCloseTo((2.0 / 3 + 2.0 / 4) / 2, within(1e-12));
  }

  @Test
  void countsPairsInTheRightOrder() {
    // Of the four pairs of a hit and a miss, one is in the wrong order and one ties.
    assertThat(
            Metrics.areaUnderCurve(
                ROWS, new double[] {0.9, 0.4, 0.4, 0.5}, new boolean[] {true, true, false, false}))
        .isCloseTo((1 + 1 + 0.5 + 0) / 4, within(1e-12));
  }

  @Test
  void gainsNothingByKnowingTheMeanAlone() {
    boolean[] truth = {true, false, false, false};

    assertThat(Metrics.logLossGain(ROWS, new double[] {0.25, 0.25, 0.25, 0.25}, truth))
        .isCloseTo(1, within(1e-12));
    assertThat(Metrics.logLossGain(ROWS, new double[] {0.9, 0.05, 0.05, 0.05}, truth))
        .isGreaterThan(2);
  }

  @Test
  void discountsGainsByTheirRank() {
    double[] gains = {3, 1, 0};

    assertThat(Metrics.ndcg(2, new double[] {3, 2, 1}, gains)).isCloseTo(1, within(1e-12));
    // Log2 of rank plus one: 1 on top, then 1 / log2(3).
    assertThat(Metrics.ndcg(2, new double[] {2, 3, 1}, gains))
        .isCloseTo((1 + 3 / 1.584962500721156) / (3 + 1 / 1.584962500721156), within(1e-9));
  }

  @Test
  void measuresHowFarProbabilitiesAreFromWhatHappened() {
    // In the bin of 0.95: said 1.9, was 1; in the bin of 0.15: said 0.3, was 0.
    assertThat(
            Metrics.calibrationError(
                ROWS, new double[] {0.95, 0.95, 0.15, 0.15}, new double[] {1, 0, 0, 0}))
        .isCloseTo((0.9 + 0.3) / 4, within(1e-12));
  }
}
