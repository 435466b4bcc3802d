package io.murmuration.model.generate.ad;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class CopyCheckTest {
  private static final String GOOD_BODY = "Put the kettle on. 20 cups a tin. Please recycle.";

  @Test
  void findsNothingWrongWithACopyThatKeepsToItsBrief() {
    assertThat(faults("Nessa green tea", GOOD_BODY, "Sip")).isEmpty();
  }

  @Test
  void findsANumberThatStandsInNoClaim() {
    assertThat(faults("Nessa green tea", "21 cups a tin. Please recycle.", "Sip"))
        .containsExactly("the number 21 stands in no claim");
  }

  @Test
  void findsAWordThatPromisesWhatNoClaimDoes() {
    assertThat(faults("Nessa green tea", "Organic, all of it. Please recycle.", "Sip"))
        .containsExactly("'organic' is claimed by no claim");
  }

  @Test
  void letsAClaimPromise() {
    assertThat(faults("Nessa green tea", "Free delivery over £25. Please recycle.", "Sip"))
        .isEmpty();
  }

  @Test
  void findsWhatIsMissing() {
    assertThat(faults("Good morning", "Put the kettle on.", "Sip"))
        .containsExactly("'Please recycle.' is missing", "neither product nor advertiser is named");
  }

  @Test
  void findsABannedPhraseInAnyCase() {
    assertThat(faults("Nessa green tea", "The BEST ever. Please recycle.", "Sip"))
        .contains("'best ever' must not be said");
  }

  @Test
  void letsAWordStandThatABannedOneIsPartOf() {
    assertThat(CopyCheck.firstBanned(java.util.List.of("art"), "Start the party")).isNull();
  }

  @Test
  void findsWhatIsTooLongAndWhatIsEmpty() {
    assertThat(faults("Nessa green tea", GOOD_BODY + " x".repeat(80), ""))
        .containsExactly("body has 209 characters of 150", "call to action is empty");
  }

  private static java.util.List<String> faults(String headline, String body, String action) {
    return CopyCheck.faults(Briefs.tea(), new AdCopy(headline, body, action));
  }
}
