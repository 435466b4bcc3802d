package io.murmuration.model.djl.pytorch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assumptions.assumeThat;

import ai.djl.inference.Predictor;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.repository.zoo.ZooModel;
import io.murmuration.model.djl.NetworkFormat;
import io.murmuration.model.djl.SentenceEncoderLoader;
import io.murmuration.model.djl.SentenceEncoderLoader.Pooling;
import io.murmuration.model.inference.ComputeDevice;
import io.murmuration.model.inference.FatalInferenceException;
import io.murmuration.model.inference.LoadedModel;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TorchScriptTest {
  private static final List<String> TEXTS =
      List.of("the cat sat down", "Good morning", "a long day by the old house on the hill");
  private static final Path HIGHLIGHTER =
      Path.of(
          System.getProperty("murmuration.shared"),
          "model-opensearch-torchscript/sentence_highlighting_qa_model_pt.zip");

  @TempDir Path folder;

  /** Two exports of one network, by export.py beside them. */
  @Test
  void givesTheVectorsOfTheSameNetworkInOnnx() throws Exception {
    publish("model.pt");
    Path onnx = Files.createDirectory(folder.resolve("onnx"));
    copy("model.onnx", onnx);
    copy("tokenizer.json", onnx);
    for (Pooling pooling : Pooling.values()) {
      try (LoadedModel<String, long[], float[]> torch = load(folder, pooling);
          LoadedModel<String, long[], float[]> reference = load(onnx, pooling)) {
        for (String text : TEXTS) {
          assertThat(vector(torch, text)).containsExactly(vector(reference, text), within(1e-5f));
        }
        assertThat(torch.sameBytes()).isFalse();
        assertThat(reference.sameBytes()).isTrue();
      }
    }
  }

  @Test
  void runsAModelThatNobodyHereMade() throws Exception {
    assumeThat(HIGHLIGHTER).as("../shared/data/model-opensearch-torchscript").exists();
    unpack(HIGHLIGHTER);
    NetworkFormat format = NetworkFormat.of(folder);

    try (ZooModel<NDList, NDList> model = format.load(folder, 1, ComputeDevice.CPU);
        Predictor<NDList, NDList> predictor = model.newPredictor();
        NDManager manager = model.getNDManager().newSubManager()) {
      NDArray row = manager.create(new long[] {101, 2054, 102, 3000, 4000, 102}).reshape(1, 6);
      NDArray types = manager.create(new long[] {0, 0, 0, 1, 1, 1}).reshape(1, 6);
      NDArray sentences = manager.create(new long[] {-1, -1, -1, 0, 1, -1}).reshape(1, 6);
      NDList output = predictor.predict(new NDList(row, row.onesLike(), types, sentences));

      assertThat(format.inputs(model, folder))
          .containsExactly("input_ids", "attention_mask", "token_type_ids", "sentence_ids");
      assertThat(output.get(0).toLongArray()).containsExactly(0, 1);
    }
  }

  @Test
  void saysWhatAModelAsksForThatNoEncoderHas() throws Exception {
    assumeThat(HIGHLIGHTER).as("../shared/data/model-opensearch-torchscript").exists();
    unpack(HIGHLIGHTER);

    assertThatThrownBy(() -> load(folder, Pooling.MEAN))
        .isInstanceOf(FatalInferenceException.class)
        .hasMessageStartingWith("the model asks for 'sentence_ids'");
  }

  @Test
  void saysThatADamagedFileCantBeLoaded() throws Exception {
    publish("tokenizer.json");
    Files.writeString(folder.resolve("model.pt"), "no archive");

    assertThatThrownBy(() -> load(folder, Pooling.MEAN))
        .isInstanceOf(FatalInferenceException.class)
        .hasMessageContaining("model.pt can't be loaded");
  }

  private static LoadedModel<String, long[], float[]> load(Path from, Pooling pooling) {
    return new SentenceEncoderLoader(from.toString(), pooling, 64, 1).load();
  }

  private static float[] vector(LoadedModel<String, long[], float[]> model, String text)
      throws Exception {
    return model.model().predict(List.of(model.preprocessor().prepare(text))).get(0);
  }

  private void publish(String file) throws IOException {
    copy(file, folder);
    if (!file.equals("tokenizer.json")) {
      copy("tokenizer.json", folder);
    }
  }

  private static void copy(String file, Path to) throws IOException {
    try (InputStream in = TorchScriptTest.class.getResourceAsStream("/tiny-encoder/" + file)) {
      Files.copy(in, to.resolve(file));
    }
  }

  private void unpack(Path zip) throws IOException {
    try (ZipInputStream in = new ZipInputStream(Files.newInputStream(zip))) {
      for (ZipEntry each = in.getNextEntry(); each != null; each = in.getNextEntry()) {
        Files.copy(in, folder.resolve(Path.of(each.getName()).getFileName()));
      }
    }
  }
}
