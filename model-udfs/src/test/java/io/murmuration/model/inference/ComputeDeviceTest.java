package io.murmuration.model.inference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class ComputeDeviceTest {
  @Test
  void readsWhatItWrites() {
    for (String text : new String[] {"auto", "cpu", "gpu:0", "gpu:7"}) {
      assertThat(ComputeDevice.parse(text)).hasToString(text);
    }
    for (String text : new String[] {"", "gpu", "gpu:", "gpu:-1", "gpu:9999", "GPU:0", "cuda:0"}) {
      assertThatThrownBy(() -> ComputeDevice.parse(text))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("say auto, cpu or gpu:N");
    }
  }

  @Test
  void sharesSubtasksAmongTheGpusThatAreThere() {
    assertThat(ComputeDevice.AUTO.placed(0, 3)).isEqualTo(ComputeDevice.CPU);
    assertThat(ComputeDevice.AUTO.placed(2, 0)).hasToString("gpu:0");
    assertThat(ComputeDevice.AUTO.placed(2, 3)).hasToString("gpu:1");
    assertThat(ComputeDevice.CPU.placed(2, 3)).isEqualTo(ComputeDevice.CPU);
    assertThat(ComputeDevice.gpu(1).placed(2, 0)).hasToString("gpu:1");
  }

  @Test
  void refusesAGpuThatIsNotThere() {
    assertThatThrownBy(() -> ComputeDevice.gpu(0).placed(0, 0))
        .isInstanceOf(FatalInferenceException.class)
        .hasMessageStartingWith("device gpu:0: the engine sees 0 GPUs here");
  }
}
