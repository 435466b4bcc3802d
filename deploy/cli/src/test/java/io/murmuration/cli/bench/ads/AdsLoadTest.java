package io.murmuration.cli.bench.ads;

import static org.assertj.core.api.Assertions.assertThat;

import io.murmuration.event.CreativeRung;
import java.util.Map;
import org.junit.jupiter.api.Test;

class AdsLoadTest {
  @Test
  void givesEveryRungThatOccursAndThoseOfTheLadderAlways() {
    Map<CreativeRung, Double> shares =
        AdsLoad.shares(
            Map.of(CreativeRung.full, 1, CreativeRung.unknown, 2, CreativeRung.cache, 1), 4);

    assertThat(shares)
        .containsOnly(
            Map.entry(CreativeRung.unknown, 0.5),
            Map.entry(CreativeRung.cache, 0.25),
            Map.entry(CreativeRung.full, 0.25),
            Map.entry(CreativeRung.text_only, 0.0),
            Map.entry(CreativeRung.template, 0.0));
  }
}
