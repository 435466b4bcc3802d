package io.murmuration.model.djl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.murmuration.model.inference.ComputeDevice;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class EngineDevicesTest {
  private static final String FOLDER = "models/encoder/1.4.0";
  private static final String IMAGES = "models/ad-image/1.1.0";

  @BeforeEach
  void requireNoGpu() {
    assumeTrue(EngineDevices.gpus() == 0, "the engine has a GPU here");
  }

  @Test
  void sharesTheCpusCopyBetweenThoseWhoAreToldAutoAndThoseWhoNameIt() {
    PostEncoderLoader auto = new PostEncoderLoader(FOLDER, 0, ComputeDevice.AUTO);
    ImagePainterLoader painter = new ImagePainterLoader(IMAGES, 1, ComputeDevice.AUTO);

    assertThat(auto.forSubtask(3).key()).isEqualTo(new PostEncoderLoader(FOLDER).key());
    assertThat(painter.forSubtask(3).key()).isEqualTo(new ImagePainterLoader(IMAGES, 1).key());
  }

  @Test
  void claimsTheSameBytesWhereAutoIsTheCpu() {
    PostEncoderLoader auto = new PostEncoderLoader(FOLDER, 0, ComputeDevice.AUTO);

    try (var loaded = auto.load()) {
      assertThat(loaded.sameBytes()).isTrue();
    }
  }
}
