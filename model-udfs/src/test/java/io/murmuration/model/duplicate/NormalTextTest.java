package io.murmuration.model.duplicate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NormalTextTest {
  private static final Path NAUGHTY =
      Path.of(System.getProperty("murmuration.shared"), "blns/blns.json");
  private static final Path TWEETS =
      Path.of(
          System.getProperty("murmuration.shared"), "tweeteval/datasets/sentiment/val_text.txt");

  @ParameterizedTest
  @ValueSource(
      strings = {
        "our fleet's on fleek",
        "OUR FLEET’S ON FLEEK!!!",
        "RT @JetBlue: Our fleet's on fleek. http://t.co/WEZUMDimYF",
        "“@JetBlue: Our fleet's on fleek. http://t.co/7XMaV13G2W” https://t.co/Ela7",
        "👉🚪RT @JetBlue Our fleet's on fleek ❤️",
        "Our fleet's on fleek via @JetBlue #fleet #fleek",
        "Ｏｕｒ   ｆｌｅｅｔｓ\non\u200b \u202efleek"
      })
  void keepsTheWordsThatCopiesShare(String copy) {
    assertThat(NormalText.words(copy)).containsExactly("our", "fleets", "on", "fleek");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Straße gesperrt | STRASSE GESPERRT",
        "L'été arrive à Paris | L’E\u0301TE\u0301 ARRIVE A\u0300 PARIS",
        "ΟΔΟΣ ΚΛΕΙΣΤΗ | οδος κλειστη",
        "Q&amp;A at noon | q a at noon"
      })
  void foldsCaseAndFormInAnyScript(String one, String other) {
    assertThat(NormalText.words(one)).isEqualTo(NormalText.words(other)).isNotEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Flight 12 to Boston is late | Flight 13 to Boston is late",
        "We love #Boston in summer | We love #Austin in summer",
        "the dog bit the man | the man bit the dog",
        "Le chat dort | Le chien dort"
      })
  void keepsApartWhatSaysSomethingElse(String one, String other) {
    assertThat(NormalText.words(one)).isNotEqualTo(NormalText.words(other));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "😂😂", "@someone http://t.co/x", "#tag #tag", "\ud83d", "️⃣"})
  void leavesNothingOfAPostWithoutWords(String post) {
    assertThat(NormalText.words(post)).isEmpty();
  }

  @Test
  void readsNoMoreThanTheLongestPost() {
    assertThat(NormalText.words("a ".repeat(1_000_000))).hasSizeLessThan(20_000);
  }

  @Test
  void givesHostileStringsWordsThatAreNormalAlready() throws Exception {
    assumeThat(NAUGHTY).as("../shared/data/blns").exists();

    for (String text : new ObjectMapper().readValue(NAUGHTY.toFile(), String[].class)) {
      var words = NormalText.words(text);

      assertThat(words).as(text).allMatch(word -> word.matches("[\\p{L}\\p{M}\\p{N}]+"));
      assertThat(NormalText.words(String.join(" ", words))).as(text).isEqualTo(words);
    }
  }

  @Test
  void givesRealPostsTheWordsThatThePatternsDescribe() throws Exception {
    assumeThat(TWEETS).as("../shared/data/tweeteval").exists();
    List<String> texts = new ArrayList<>(Files.readAllLines(TWEETS));
    texts.addAll(List.of(new ObjectMapper().readValue(NAUGHTY.toFile(), String[].class)));

    for (String text : texts) {
      assertThat(NormalText.words(text)).as(text).isEqualTo(DescribedText.words(text));
    }
  }
}
