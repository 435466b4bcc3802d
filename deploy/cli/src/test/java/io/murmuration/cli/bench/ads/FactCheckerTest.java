package io.murmuration.cli.bench.ads;

import static org.assertj.core.api.Assertions.assertThat;

import io.murmuration.event.Campaign;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FactCheckerTest {
  private static final Campaign PLAIN = AdCases.campaigns().get(0);

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "en; See acme.be today                ; acme.be",
        "en; See shop.acme.dev/x, e.g. today. ; shop.acme.dev/x",
        "en; See bit.ly                       ; bit.ly",
        "en; Write to a@b.example             ; a@b.example",
        "en; Only £3 now                      ; £3",
        "en; Five cups, half the price        ; five half",
        "en; Vegan, recycled, tested          ; recycled tested vegan",
        "en; At a discount. The number one.   ; discount number one one",
        "fr; Pour dix minutes au miroir       ; dix",
        "fr; Testé deux fois, à moitié prix   ; deux fois moitié testé",
        "fr; Une remise, sans risque          ; remise sans risque"
      })
  void findsWhatNoClaimHolds(String language, String text, String found) {
    Campaign campaign = Campaign.newBuilder(PLAIN).setClaims(List.of()).build();
    Campaign claiming = Campaign.newBuilder(PLAIN).setClaims(List.of(text)).build();

    assertThat(
            String.join(
                " ", FactChecker.inventions(campaign, language, text).stream().sorted().toList()))
        .isEqualTo(found);
    assertThat(FactChecker.inventions(claiming, language, text)).isEmpty();
  }

  @Test
  void takesNothingFromTheDescription() {
    Campaign campaign =
        Campaign.newBuilder(PLAIN)
            .setClaims(List.of())
            .setDescription("Organic coffee for two.")
            .build();

    assertThat(FactChecker.inventions(campaign, "en", "Organic coffee for two."))
        .containsExactlyInAnyOrder("organic", "two");
  }

  @Test
  void findsNothingInPlainWords() {
    assertThat(
            FactChecker.inventions(
                PLAIN, "en", "Good mornings, e.g. slow ones. M.Dupont agrees..."))
        .isEmpty();
  }
}
