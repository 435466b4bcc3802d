package io.murmuration.model.generate.weights;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.murmuration.model.inference.FatalInferenceException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GgufReaderTest {
  private static final int TEXT = 8;

  @TempDir private Path folder;

  @Test
  void saysThatAnotherFileIsNoGguf() throws Exception {
    assertRefused(new GgufFiles().raw("PK..").number(3), "it doesn't begin with GGUF");
  }

  @Test
  void saysWhereTheFileEnds() throws Exception {
    assertRefused(new GgufFiles().header(3, 0, 1).text("k"), "it ends at byte 33");
  }

  @Test
  void namesTheArchitectureThatItCannotRun() throws Exception {
    assertRefused(
        new GgufFiles().header(3, 0, 1).text("general.architecture").integer(TEXT).text("bert"),
        "has an architecture of 'bert', only 'llama' is supported");
  }

  @Test
  void saysHowToConvertWhatIsQuantised() throws Exception {
    GgufFiles file = new GgufFiles().header(3, 1, 0).text("token_embd.weight");
    file.integer(2).number(32).number(4).integer(12).number(0);

    assertRefused(file, "token_embd.weight is quantised (type 12)", "--outtype f16");
  }

  @Test
  void mergesWhatGivesTheBestTokenFirst() {
    List<String> tokens = List.of("<unk>", "<s>", "a", "b", "ab", "ba", "aba");
    GgufVocabulary vocabulary =
        new GgufVocabulary(
            tokens,
            List.of(0.0, 0.0, -3.0, -4.0, -1.0, -0.0, -2.0),
            List.of(2L, 3L, 1L, 1L, 1L, 1L, 1L),
            0,
            new TextMarks(1, new int[0]));

    assertThat(vocabulary.tokenizerJson())
        .contains("\"merges\":[[\"b\",\"a\"],[\"a\",\"b\"],[\"a\",\"ba\"],[\"ab\",\"a\"]]");
  }

  private void assertRefused(GgufFiles content, String... messages) throws Exception {
    Path file = folder.resolve("model.gguf");
    Files.write(file, content.bytes());

    assertThatThrownBy(() -> GgufReader.read(file))
        .isInstanceOf(FatalInferenceException.class)
        .hasMessageContaining(file.toString())
        .hasMessageContainingAll(messages);
  }
}
