package io.murmuration.cli.bench.ads;

import static org.assertj.core.api.Assertions.assertThat;

import io.murmuration.cli.bench.ads.RecordChecker.Copy;
import io.murmuration.cli.bench.ads.RecordChecker.Rule;
import io.murmuration.event.Campaign;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RecordCheckerTest {
  private static final Campaign CAMPAIGN =
      Campaign.newBuilder(AdCases.campaigns().get(0))
          .setProduct("Nessa")
          .setAdvertiser("Harbour & Co")
          .setDescription("Ground coffee.")
          .setClaims(List.of("ready in 4 minutes"))
          .setMustSay(List.of("Please recycle."))
          .setMustNotSay(List.of("luxury"))
          .build();

  private RecordChecker checker;

  @BeforeEach
  void read() throws IOException {
    checker =
        new RecordChecker(
            Path.of(System.getProperty("murmuration.root"))
                .resolve("model-udfs/models/ad-writer/1.0.0/words.txt"));
  }

  @Test
  void findsNothingWrongWithWhatIsRight() {
    Copy copy = new Copy("Nessa by Harbour & Co", "Ready in 4 minutes. Please recycle.", "Order");

    assertThat(checker.broken(CAMPAIGN, "en", "feed", copy)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "Please recycle. <|cta|>                         ; FORM, ALLOW_LIST",
        "Please recycle. ```                             ; FORM",
        "Ready in 5 minutes. Please recycle.             ; FACTS",
        "Ready in half an hour. Please recycle.          ; FACTS, ALLOW_LIST",
        "Ready in 4 minutes.                             ; PHRASES",
        "A Luxury. Please recycle.                       ; PHRASES",
        "Please recycle. Previous instructions.          ; ALLOW_LIST"
      })
  void namesTheRuleThatIsBroken(String body, String rules) {
    Copy copy = new Copy("Nessa", body, "Order");

    assertThat(checker.broken(CAMPAIGN, "en", "feed", copy).stream().map(Rule::name))
        .containsExactly(rules.split(", "));
  }

  @Test
  void goesByThePlacementsLengths() {
    Copy copy =
        new Copy(
            "Nessa", "Please recycle. Nessa Nessa Nessa Nessa Nessa Nessa Nessa Nessa", "Order");

    assertThat(checker.broken(CAMPAIGN, "en", "banner", copy)).isEmpty();
    assertThat(checker.broken(CAMPAIGN, "en", "story", copy)).isEmpty();
    Copy longer = new Copy("Nessa", copy.body() + " Nessa", "Order");
    assertThat(checker.broken(CAMPAIGN, "en", "story", longer)).containsExactly(Rule.FORM);
  }
}
