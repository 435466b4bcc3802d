package io.murmuration.cli.bench.models;

import static org.assertj.core.api.Assertions.assertThat;

import io.murmuration.cli.bench.models.LogisticRegression.Example;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LanguageTextsTest {
  @TempDir Path folder;

  @BeforeEach
  void writesASet() throws IOException {
    for (String language :
        List.of("english", "french", "german", "spanish", "italian", "portuguese", "arabic")) {
      write(language, List.of("in " + language));
    }
    write("hindi", IntStream.rangeClosed(1, 44).mapToObj(line -> "line " + line).toList());
  }

  @Test
  void givesEachPostTheLanguageOfItsFolder() throws IOException {
    assertThat(languageOf("line 2", texts().measured().examples())).isEqualTo("hi");
  }

  @Test
  void givesPostsThatWereReadTheLanguageThatTheyAreIn() throws IOException {
    List<Example> posts = texts().measuredAsRead().examples();

    assertThat(languageOf("line 2", posts)).isEqualTo("en");
    assertThat(languageOf("line 3", posts)).isEqualTo("hi");
    assertThat(languageOf("in german", posts)).isEqualTo("de");
    assertThat(posts).extracting(Example::text).doesNotContain("line 43").contains("line 44");
  }

  private LanguageTexts texts() {
    return new LanguageTexts(folder, new DataSets(folder, folder));
  }

  private static String languageOf(String text, List<Example> posts) {
    double[] labels =
        posts.stream().filter(post -> post.text().equals(text)).findFirst().orElseThrow().labels();
    int at = (int) IntStream.range(0, labels.length).takeWhile(i -> labels[i] == 0).count();
    return LanguageTexts.LABELS.get(at);
  }

  private void write(String language, List<String> lines) throws IOException {
    Path file = folder.resolve("xlmt-umsab/data/sentiment/%s/val_text.txt".formatted(language));
    Files.createDirectories(file.getParent());
    Files.write(file, lines);
  }
}
