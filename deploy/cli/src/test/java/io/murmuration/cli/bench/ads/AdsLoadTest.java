package io.murmuration.cli.bench.ads;

import static org.assertj.core.api.Assertions.assertThat;

import io.murmuration.event.CreativeRung;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class AdsLoadTest {
  @Test
  void givesEveryRungThatOccursAndThoseOfTheLadderAlways() {
    Map<CreativeRung, Double> shares =
        AdsLoad.shares(
            Map.of(
                CreativeRung.full, List.of(1),
                CreativeRung.unknown, List.of(2, 3),
                CreativeRung.cache, List.of(4)),
            4);

    assertThat(shares)
        .containsOnly(
            Map.entry(CreativeRung.unknown, 0.5),
            Map.entry(CreativeRung.cache, 0.25),
            Map.entry(CreativeRung.full, 0.25),
            Map.entry(CreativeRung.text_only, 0.0),
            Map.entry(CreativeRung.template, 0.0));
  }

  @Test
  void letsEachLoadLastEquallyLong() {
    assertThat(AdsLoad.share(0.5, 5_000)).isEqualTo(714);
    assertThat(AdsLoad.share(1, 5_000)).isEqualTo(1_429);
    assertThat(AdsLoad.share(2, 5_000)).isEqualTo(2_857);
  }
}
