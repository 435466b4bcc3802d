package io.murmuration.devstack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class StackConfigTest {
  private static final StackConfig CONFIG =
      new StackConfig(
          Path.of("data"),
          Ports.standard(),
          Path.of("registry"),
          Path.of("models"),
          2,
          Duration.ofMillis(500),
          List.of());

  @Test
  void computesOnAGpuWhereThereIsOne() {
    assertThat(CONFIG.device()).isEqualTo("auto");
  }

  @Test
  void keepsItsDeviceWhateverElseIsSaid() {
    StackConfig config = CONFIG.on("gpu:1").remembering().forSpeed().withFeedView(Path.of("feed"));

    assertThat(config.device()).isEqualTo("gpu:1");
    assertThat(config.on("cpu").remembers()).isTrue();
  }

  @Test
  void refusesADeviceThatThereIsNot() {
    assertThatThrownBy(() -> CONFIG.on("tpu"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("device can't be 'tpu': say auto, cpu or gpu:N, such as gpu:0");
  }
}
