package io.murmuration.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class FiguresTest {
  @Test
  void drawsTheLargestAsTheTallestBar() {
    assertThat(Figures.sparkline(List.of(0.0, 50.0, 100.0))).isEqualTo("▁▅█");
  }

  @Test
  void drawsNothingMeasuredAsAFlatLine() {
    assertThat(Figures.sparkline(List.of(0.0, 0.0))).isEqualTo("▁▁");
  }

  @Test
  void givesEachNumberItsUnit() {
    assertThat(Figures.millis(3.21)).isEqualTo("3.2ms");
    assertThat(Figures.millis(321.4)).isEqualTo("321ms");
    assertThat(Figures.millis(Double.NaN)).isEqualTo("-");
    assertThat(Figures.perSecond(5)).isEqualTo("5.0/s");
    assertThat(Figures.perSecond(1234.5)).isEqualTo("1235/s");
    assertThat(Figures.percent(0.876)).isEqualTo("88%");
  }
}
