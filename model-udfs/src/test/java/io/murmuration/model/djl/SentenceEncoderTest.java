package io.murmuration.model.djl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.murmuration.model.djl.SentenceEncoderLoader.Pooling;
import io.murmuration.model.inference.FatalInferenceException;
import io.murmuration.model.inference.LoadedModel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A small encoder that nobody here made, in a folder without a manifest. */
class SentenceEncoderTest {
  private static final Path ONNX =
      Path.of(System.getProperty("murmuration.shared"), "model-vespa/onnx");
  private static final List<String> TEXTS =
      List.of("the cat sat down", "good morning", "a long day by the old house on the hill");

  @TempDir private Path folder;

  @BeforeEach
  void publish() throws IOException {
    assumeThat(ONNX).as("../shared/data/model-vespa").exists();
    publish("llm/random_encoder.onnx");
    Files.copy(ONNX.resolve("transformer/real_tokenizer.json"), folder.resolve("tokenizer.json"));
  }

  @Test
  void givesVectorsOfLengthOneThatTellTextsApart() throws Exception {
    for (Pooling pooling : Pooling.values()) {
      List<float[]> vectors = encode(pooling, TEXTS);

      assertThat(vectors)
          .hasSize(3)
          .allSatisfy(v -> assertThat(norm(v)).isCloseTo(1, within(1e-5)));
      assertThat(vectors.get(0)).isNotEqualTo(vectors.get(1));
    }
  }

  /** The published one is too small to show it: its rows have the same bits in any kernel. */
  @Test
  void givesATextTheSameBytesAloneAndInABatch() throws Exception {
    SentenceEncoderLoader large =
        new SentenceEncoderLoader("models/encoder/1.4.0", Pooling.MEAN, 64, 1);
    try (LoadedModel<String, long[], float[]> loaded = large.load()) {
      long[] text = loaded.preprocessor().prepare(TEXTS.get(0));

      float[] alone = loaded.model().predict(List.of(text)).get(0);

      assertThat(loaded.model().predict(List.of(text, text, text)))
          .allSatisfy(vector -> assertThat(vector).containsExactly(alone));
    }
  }

  @Test
  void knowsTheModelByItsFiles() throws Exception {
    String before = loadAndClose();

    Files.writeString(
        folder.resolve("tokenizer.json"), "\n", java.nio.file.StandardOpenOption.APPEND);

    assertThat(loadAndClose()).isNotEqualTo(before);
  }

  @Test
  void saysWhichFileIsMissing() throws IOException {
    Files.delete(folder.resolve("tokenizer.json"));

    assertThatThrownBy(this::loadAndClose)
        .isInstanceOf(FatalInferenceException.class)
        .hasMessage("the model's file " + folder.resolve("tokenizer.json") + " is missing");
  }

  @Test
  void saysWhatATorchScriptFolderNeeds() throws IOException {
    Files.move(folder.resolve("model.onnx"), folder.resolve("model.pt"));

    assertThatThrownBy(this::loadAndClose)
        .isInstanceOf(FatalInferenceException.class)
        .hasMessage(
            folder.resolve("model.pt")
                + " is TorchScript: put model-udfs-pytorch on the class path (mvn -Ppytorch builds"
                + " it), or export the model as model.onnx");
  }

  @Test
  void refusesAModelThatAsksForSomethingElse() throws IOException {
    publish("llm/random_decoder.onnx");

    assertThatThrownBy(this::loadAndClose)
        .isInstanceOf(FatalInferenceException.class)
        .hasMessageContaining("asks for 'encoder_");
  }

  /** It asks for token types too, and knows twenty tokens. */
  @Test
  void runsATransformerWithTokenTypes() throws Exception {
    publish("transformer/dummy_transformer.onnx");
    Files.writeString(
        folder.resolve("tokenizer.json"),
        """
        {"version":"1.0","truncation":null,"padding":null,"added_tokens":[],"normalizer":null,
         "pre_tokenizer":{"type":"Whitespace"},"post_processor":null,"decoder":null,
         "model":{"type":"WordLevel","unk_token":"?",
                  "vocab":{"?":0,"the":1,"cat":2,"sat":3,"down":4,"good":5,"morning":6,"a":7}}}
        """);

    List<float[]> vectors = encode(Pooling.MEAN, TEXTS);

    assertThat(vectors)
        .hasSize(3)
        .allSatisfy(v -> assertThat(v).hasSize(16))
        .allSatisfy(v -> assertThat(norm(v)).isCloseTo(1, within(1e-5)));
    assertThat(vectors.get(0)).isNotEqualTo(vectors.get(1));
  }

  @Test
  void refusesAModelThatTakesNumbersOfAnotherType() throws Exception {
    publish("transformer/mock_sentence_embedder.onnx");

    assertThatThrownBy(() -> encode(Pooling.MEAN, TEXTS))
        .isInstanceOf(FatalInferenceException.class)
        .hasMessageContaining("Actual: (tensor(int64)) , expected: (tensor(float))");
  }

  private void publish(String model) throws IOException {
    Files.copy(
        ONNX.resolve(model), folder.resolve("model.onnx"), StandardCopyOption.REPLACE_EXISTING);
  }

  private String loadAndClose() {
    try (LoadedModel<String, long[], float[]> loaded = loader(Pooling.MEAN).load()) {
      return loaded.identity().sha256();
    }
  }

  private List<float[]> encode(Pooling pooling, List<String> texts) throws Exception {
    try (LoadedModel<String, long[], float[]> loaded = loader(pooling).load()) {
      List<float[]> vectors = new ArrayList<>();
      List<long[]> prepared = new ArrayList<>();
      for (String text : texts) {
        prepared.add(loaded.preprocessor().prepare(text));
      }
      boolean oneLength = prepared.stream().mapToInt(p -> p.length).distinct().count() == 1;
      if (oneLength) {
        return loaded.model().predict(prepared);
      }
      for (long[] each : prepared) {
        vectors.addAll(loaded.model().predict(List.of(each)));
      }
      return vectors;
    }
  }

  private SentenceEncoderLoader loader(Pooling pooling) {
    return new SentenceEncoderLoader(folder.toString(), pooling, 64, 1);
  }

  private static double norm(float[] vector) {
    double sum = 0;
    for (float value : vector) {
      sum += value * value;
    }
    return Math.sqrt(sum);
  }
}
