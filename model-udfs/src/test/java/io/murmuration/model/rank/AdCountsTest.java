package io.murmuration.model.rank;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class AdCountsTest {
  private final AdCounts counts = new AdCounts();

  @Test
  void areInTheOrderThatTheShippedModelReads() {
    assertThat(AdFeature.names())
        .containsExactly(
            "second_slot",
            "third_slot",
            "campaign_rate",
            "campaign_shown",
            "copy_rate",
            "copy_shown",
            "segment_rate",
            "match_rate",
            "kind_rate",
            "interest",
            "affinity",
            "other_affinity");
  }

  @Test
  void areFiniteWhereNothingIsKnown() {
    for (float value : counts.features(ad("a", "1", "en"))) {
      assertThat(value).isFinite();
    }
    assertThat(of(AdFeature.COPY_RATE, ad("a", "1", "en"))).isZero();
  }

  @Test
  void riseWithClicks() {
    see(ad("a", "1", "en"), 500, 10);
    see(ad("a", "2", "fr"), 500, 0);
    see(ad("b", "1", "fr"), 500, 1);

    assertThat(of(AdFeature.CAMPAIGN_RATE, ad("a", "1", "en")))
        .isGreaterThan(of(AdFeature.CAMPAIGN_RATE, ad("b", "1", "en")));
    assertThat(of(AdFeature.COPY_RATE, ad("a", "1", "en"))).isPositive();
    assertThat(of(AdFeature.COPY_RATE, ad("a", "2", "en"))).isNegative();
    assertThat(of(AdFeature.MATCH_RATE, ad("a", "1", "en")))
        .isGreaterThan(of(AdFeature.MATCH_RATE, ad("a", "1", "fr")));
  }

  private void see(AdImpression ad, int shown, int clicked) {
    for (int i = 0; i < shown; i++) {
      counts.shown(ad);
      if (i < clicked) {
        counts.clicked(ad);
      }
    }
  }

  private float of(AdFeature feature, AdImpression ad) {
    return counts.features(ad)[feature.ordinal()];
  }

  private static AdImpression ad(String campaign, String copy, String locale) {
    return new AdImpression(
        campaign, copy, List.of("kind"), List.of("locale=" + locale), 0, 0, 0, 0);
  }
}
