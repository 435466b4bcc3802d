package io.murmuration.cli.bench.models;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.murmuration.cli.bench.models.LogisticRegression.Example;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TopicTextsTest {
  @TempDir Path folder;

  @BeforeEach
  void writesASet() throws IOException {
    for (String language : new String[] {"en", "es", "ja"}) {
      write(
          "tweet-topic-xl/data/%s/%s_train.jsonl".formatted(language, language),
          "{\"id\": \"1\", \"text\": \"own " + language + "\", \"music\": 1, \"sports\": 0}\n");
    }
    write("topics.tsv", "fr\tmusic,sports\ttrop de foot\n");
    write("other/lines.tsv", "a\tnot this\nb\tthis one\n");
    write("topic_lines.tsv", "other/lines.tsv\t1\t1\tsports\n");
  }

  @Test
  void givesTheBaselineAllThatTheHeadLearnsFrom() throws IOException {
    assertThat(new TopicTexts(new DataSets(folder, folder), folder).training().examples())
        .usingRecursiveFieldByFieldElementComparator()
        .containsExactly(
            new Example("own en", new double[] {1, 0}, 1),
            new Example("own es", new double[] {1, 0}, 1),
            new Example("own ja", new double[] {1, 0}, 1),
            new Example("trop de foot", new double[] {1, 1}, TopicTexts.MADE),
            new Example("this one", new double[] {0, 1}, TopicTexts.FOUND));
  }

  @Test
  void weighsThemAsTheTrainingDoes() throws IOException {
    Path training =
        Path.of(System.getProperty("murmuration.root"), "model-udfs/training/encoder/heads.py");

    assertThat(Files.readAllLines(training))
        .contains("MADE, FOUND = %s, %s".formatted(TopicTexts.MADE, TopicTexts.FOUND));
  }

  @Test
  void refusesATopicThatTheSetHasNot() throws IOException {
    write("topics.tsv", "fr\tmusique\ttrop de foot\n");

    TopicTexts texts = new TopicTexts(new DataSets(folder, folder), folder);

    assertThatThrownBy(texts::training).hasMessage("musique are not all of [music, sports]");
  }

  private void write(String name, String text) throws IOException {
    Files.createDirectories(folder.resolve(name).getParent());
    Files.writeString(folder.resolve(name), text);
  }
}
