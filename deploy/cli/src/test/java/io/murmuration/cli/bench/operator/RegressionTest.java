package io.murmuration.cli.bench.operator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class RegressionTest {
  @Test
  void findsTheLineAndHowSureItIs() {
    Regression line = Regression.of(new double[] {1, 2, 3, 4}, new double[] {6, 5, 7, 10});

    assertThat(line.slope()).isCloseTo(1.4, within(1e-9));
    assertThat(line.intercept()).isCloseTo(3.5, within(1e-9));
    assertThat(line.error()).isCloseTo(Math.sqrt(4.2 / 2 / 5), within(1e-9));
  }
}
