package io.murmuration.model.inference;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class LocalMemoryTest {
  @Test
  void waitsForItsDiskWhereNobodyWaitsForIt() {
    LocalMemory live = LocalMemory.in("folder");

    LocalMemory patient = live.patient();

    assertThat(live.patience()).isEqualTo(Duration.ofMillis(50));
    assertThat(patient)
        .isEqualTo(
            new LocalMemory("folder", live.maxBytes(), live.maxAge(), Duration.ofSeconds(30)));
  }
}
