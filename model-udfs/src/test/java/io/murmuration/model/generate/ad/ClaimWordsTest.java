package io.murmuration.model.generate.ad;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class ClaimWordsTest {
  private static final Path WORDS = Path.of("models/ad-writer/1.0.0/words.txt");
  private static final Path CHECK = Path.of("training/writer/check.py");

  @Test
  void standInNoWordOrOpenerThatTheWriterMayUseOnItsOwn() throws IOException {
    for (String line : Files.readAllLines(WORDS)) {
      String language = line.split("\t")[0];
      assertThat(ClaimWords.all(List.of(line.split("\t")[2])))
          .as(line)
          .noneMatch(word -> ClaimWords.isClaim(language, word))
          .noneMatch(word -> ClaimWords.isTrait(language, word));
    }
  }

  /** Whoever trains a writer leaves out the same words. */
  @Test
  void areThoseOfTheTrainingScripts() throws IOException {
    String script = Files.readString(CHECK);
    String lists = script.substring(script.indexOf("NUMBER_WORDS"), script.indexOf("CLAIM_WORDS"));
    Set<String> words =
        Arrays.stream(lists.split("[\\s\"()]+"))
            .filter(word -> word.matches("[\\p{L}'-]+") && !word.matches("en|fr"))
            .collect(Collectors.toSet());

    assertThat(words).isEqualTo(ClaimWords.everything());
  }
}
