package io.murmuration.model.generate.ad;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

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

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "en; Five cups in one pot.              ; five one",
        "en; A two-year offer, half the price.  ; half two",
        "en; Verified. Twice tested.            ; tested twice verified",
        "fr; Pour dix minutes au miroir.        ; dix",
        "fr; Deux fois moins cher, testé.       ; deux fois testé",
        "fr; Vérifiés, à moitié prix.           ; moitié vérifiés"
      })
  void findsNumbersInWordsAndPromisesThatNoClaimHolds(String language, String said, String words) {
    AdBrief brief = Briefs.inLanguage(Briefs.with(Briefs.tea(), said, List.of()), language);
    AdCopy copy = new AdCopy("Nessa green tea", said + " Please recycle.", "Sip");

    assertThat(CopyCheck.factFaults(brief, copy))
        .containsExactly(
            Arrays.stream(words.split(" "))
                .map(word -> "'" + word + "' is claimed by no claim")
                .toArray(String[]::new));
    assertThat(CopyCheck.factFaults(Briefs.with(brief, "", List.of(said)), copy)).isEmpty();
  }

  @Test
  void letsAThingBeOfWhatItsDescriptionSays() {
    AdCopy copy = new AdCopy("Nessa green tea", "Cotton, single-origin.", "Sip");

    assertThat(CopyCheck.factFaults(Briefs.tea(), copy))
        .containsExactly(
            "'cotton' stands nowhere in the brief", "'single-origin' stands nowhere in the brief");
    AdBrief brief = Briefs.with(Briefs.tea(), "Of cotton. Single-origin", List.of());
    assertThat(CopyCheck.factFaults(brief, copy)).isEmpty();
  }

  @Test
  void letsANameHoldANumber() {
    AdBrief brief = Briefs.called(Briefs.bread(), "Onze-Deux");
    AdCopy copy = new AdCopy("Le temps d'Onze-Deux", "C'est tout.", "Voir");

    assertThat(CopyCheck.factFaults(brief, copy)).isEmpty();
    assertThat(CopyCheck.factFaults(Briefs.bread(), copy)).hasSize(2);
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
    assertThat(CopyCheck.firstBanned(List.of("art"), "Start the party")).isNull();
  }

  @Test
  void findsWhatIsTooLongAndWhatIsEmpty() {
    assertThat(faults("Nessa green tea", GOOD_BODY + " x".repeat(80), ""))
        .containsExactly("body has 209 characters of 150", "call to action is empty");
  }

  private static List<String> faults(String headline, String body, String action) {
    return CopyCheck.faults(Briefs.tea(), new AdCopy(headline, body, action));
  }
}
