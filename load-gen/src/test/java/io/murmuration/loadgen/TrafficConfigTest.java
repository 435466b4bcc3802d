package io.murmuration.loadgen;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TrafficConfigTest {
  @ParameterizedTest
  @ValueSource(doubles = {0, -1, Double.NaN, Double.POSITIVE_INFINITY})
  void refusesARateThatIsNone(double rate) {
    assertThatThrownBy(() -> new TrafficConfig(rate, 1, Optional.empty()))
        .hasMessageContaining("the rate must be over 0");
  }

  @Test
  void refusesADurationThatIsNone() {
    assertThatThrownBy(() -> new TrafficConfig(1, 1, Optional.of(Duration.ZERO)))
        .hasMessageContaining("the duration must be positive");
  }
}
