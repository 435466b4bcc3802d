package io.murmuration.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import io.murmuration.model.inference.OutputOrigin;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class InferenceHeaderTest {
  private final InferenceHeader header = new InferenceHeader();

  @Test
  void saysWhereAnOutputComesFromAndHowOftenItsModelWasCalled() {
    assertThat(text("encoder", OutputOrigin.COMPUTED, 1)).isEqualTo("encoder=computed;attempts=1");
    assertThat(text("encoder", OutputOrigin.DISK, 0)).isEqualTo("encoder=disk;attempts=0");
    assertThat(text("encoder", OutputOrigin.SHARED, 1)).isEqualTo("encoder=shared;attempts=1");
    assertThat(text("other", OutputOrigin.SHARED, 3)).isEqualTo("other=shared;attempts=3");
    assertThat(text("encoder", OutputOrigin.COMPUTED, 12))
        .isEqualTo("encoder=computed;attempts=12");
  }

  @Test
  void makesTheUsualValueOnce() {
    assertThat(header.of("encoder", OutputOrigin.COMPUTED, 1))
        .isSameAs(header.of("encoder", OutputOrigin.COMPUTED, 1));
  }

  @Test
  void saysNothingOfWhatAnEarlierBuildKept() {
    assertThat(header.of("encoder", null, 1)).isNull();
  }

  private String text(String model, OutputOrigin origin, int attempts) {
    return new String(header.of(model, origin, attempts), StandardCharsets.US_ASCII);
  }
}
