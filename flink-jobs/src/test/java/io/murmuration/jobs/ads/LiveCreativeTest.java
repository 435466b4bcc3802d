package io.murmuration.jobs.ads;

import static org.assertj.core.api.Assertions.assertThat;

import io.murmuration.event.Creative;
import io.murmuration.jobs.RawRecord;
import io.murmuration.jobs.ads.guard.CopySignature;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LiveCreativeTest {
  /** Product, advertiser, headline, body; {@code P} and {@code A} stand for the names. */
  private static final String HEADLINE = "P, before the school run";

  private static final String BODY = "While the sauce reduces, P is ready. With love, A.";

  @ParameterizedTest
  @CsvSource({
    "Fielder, Stone & Crumb",
    "Stone, Stone & Crumb",
    "'Crumb loaf, by Stone', Stone",
    "' Silver Tip', 'Madame Tea '"
  })
  void isTheSameWhateverItsProductAndAdvertiserAreCalled(String product, String advertiser) {
    LiveCreative live = LiveCreative.of(record(), creative(product, advertiser));

    assertThat(CopySignature.likeness(live.signature(), own())).isEqualTo(1);
  }

  @Test
  void isComparedWithoutItsAdvertiserWhereNoProductIsOnTheRecord() {
    Creative old = creative("Fielder", "Stone & Crumb");
    old.setProduct("");

    LiveCreative live = LiveCreative.of(record(), old);

    assertThat(live.signature())
        .isEqualTo(
            CopySignature.of(old.getHeadline() + " " + old.getBody(), List.of("Stone & Crumb")));
  }

  /** What the guard compares it with: a copy that is the same but for its names. */
  private static long[] own() {
    String text = named(HEADLINE + " " + BODY, "Nessa", "Harbour & Co");
    return CopySignature.of(text, List.of("Nessa", "Harbour & Co"));
  }

  static Creative creative(String product, String advertiser) {
    return creative(
        product,
        advertiser,
        named(HEADLINE, product.strip(), advertiser.strip()),
        named(BODY, product.strip(), advertiser.strip()));
  }

  static Creative creative(String product, String advertiser, String headline, String body) {
    var request = InMemoryAds.call("rival", "en", "coffee").build();
    Creative none = Bundle.none(AdCall.of(record(), request), "", true);
    return Creative.newBuilder(none)
        .setProduct(product)
        .setAdvertiser(advertiser)
        .setHeadline(headline)
        .setBody(body)
        .build();
  }

  static RawRecord record() {
    return new RawRecord(
        "ads.creatives", 0, 0, InMemoryAds.NOW, null, null, new String[0], new byte[0][]);
  }

  private static String named(String text, String product, String advertiser) {
    return text.replace("P", product).replace("A.", advertiser + ".");
  }
}
