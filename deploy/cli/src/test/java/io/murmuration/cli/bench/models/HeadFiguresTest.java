package io.murmuration.cli.bench.models;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import io.murmuration.cli.bench.Figure;
import java.util.List;
import org.junit.jupiter.api.Test;

class HeadFiguresTest {
  private static final double[] LEFT = {1, 0};
  private static final double[] RIGHT = {0, 1};
  private static final boolean[] SAYS_LEFT = {true, false};
  private static final boolean[] SAYS_RIGHT = {false, true};
  private static final boolean[] ABSTAINS = {false, false};

  private final HeadFigures figures =
      new HeadFigures(
          "arm",
          "set",
          List.of(SAYS_LEFT, SAYS_RIGHT, ABSTAINS, ABSTAINS),
          List.of(LEFT, RIGHT, LEFT, RIGHT),
          true);

  @Test
  void countsAnAbstentionAsALabelMissed() {
    assertThat(figures.macroF1().median()).isEqualTo(2.0 / 3);
  }

  @Test
  void givesTheShareThatIsCoveredAndHowGoodThatIs() {
    assertThat(figures.coverage())
        .extracting(Figure::metric, Figure::median)
        .containsExactly(
            tuple("set, coverage", 0.5), tuple("set, macro-F1 among the covered", 1.0));
  }

  @Test
  void saysNothingOfWhatIsCoveredWhereNothingIs() {
    HeadFigures silent =
        new HeadFigures("arm", "set", List.of(ABSTAINS, ABSTAINS), List.of(LEFT, RIGHT), true);

    assertThat(silent.coverage()).extracting(Figure::metric).containsExactly("set, coverage");
    assertThat(silent.macroF1().median()).isZero();
  }
}
