package io.murmuration.model.djl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.murmuration.model.generate.LoadedDecoder;
import io.murmuration.model.generate.RowDriver;
import io.murmuration.model.generate.weights.DecoderWeights;
import io.murmuration.model.generate.weights.FloatTensor;
import io.murmuration.model.generate.weights.GgufModel;
import io.murmuration.model.generate.weights.GgufReader;
import io.murmuration.model.generate.weights.LayerTensor;
import io.murmuration.model.generate.weights.LlamaConfig;
import io.murmuration.model.generate.weights.SafetensorsFiles;
import io.murmuration.model.inference.FatalInferenceException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A published model, written anew as Hugging Face's folder. */
class DecoderFolderTest {
  private static final Path GGUF =
      Path.of(System.getProperty("murmuration.shared"), "model-vespa/llm/tinyllm.gguf");

  @TempDir private Path folder;

  @BeforeEach
  void write() throws Exception {
    assumeThat(GGUF).as("../shared/data/model-vespa").exists();
    GgufModel model = GgufReader.read(GGUF);
    LlamaConfig config = model.weights().config();
    Map<String, FloatTensor> tensors = new HashMap<>(model.weights().tensors());
    for (int layer = 0; layer < config.layers(); layer++) {
      tensors.computeIfPresent(LayerTensor.QUERY.name(layer), (n, t) -> halves(t, config));
      tensors.computeIfPresent(LayerTensor.KEY.name(layer), (n, t) -> halves(t, config));
    }
    Map<String, FloatTensor> second = new HashMap<>();
    second.put(DecoderWeights.OUTPUT, tensors.remove(DecoderWeights.OUTPUT));
    SafetensorsFiles.write(folder.resolve("a.safetensors"), tensors);
    SafetensorsFiles.write(folder.resolve("b.safetensors"), second);
    Files.writeString(
        folder.resolve("model.safetensors.index.json"),
        "{\"weight_map\": {\"x\": \"a.safetensors\", \"y\": \"b.safetensors\"}}");
    Files.writeString(
        folder.resolve("config.json"),
        """
        {"model_type": "llama", "num_hidden_layers": 5, "hidden_size": 64,
         "num_attention_heads": 8, "num_key_value_heads": 4, "intermediate_size": 172,
         "vocab_size": 512, "max_position_embeddings": 128, "rms_norm_eps": 1e-05,
         "bos_token_id": 1, "eos_token_id": 2}""");
    Files.writeString(folder.resolve("tokenizer.json"), model.vocabulary().tokenizerJson());
  }

  @Test
  void givesWhatTheOriginalGives() {
    try (LoadedDecoder original = new DecoderLoader(1).gguf(GGUF);
        LoadedDecoder copy = new DecoderLoader(1).huggingFace(folder)) {
      int[] tokens = original.tokenizer().encode("Once upon a time");

      assertThat(copy.tokenizer().encode("Once upon a time")).isEqualTo(tokens);
      float[] expected = new RowDriver(original.step(), 1, 32, 0).feed(8, tokens)[0];
      assertThat(new RowDriver(copy.step(), 1, 32, 0).feed(8, tokens)[0])
          .containsExactly(expected, Offset.offset(1e-4f));
      assertThat(copy.marks().begin()).isEqualTo(1);
      assertThat(copy.marks().ends()).containsExactly(2);
    }
  }

  @Test
  void saysThatTheTokenizerIsMissingOrDamaged() throws Exception {
    Files.writeString(folder.resolve("tokenizer.json"), "{}");
    assertThatThrownBy(() -> new DecoderLoader(1).huggingFace(folder))
        .isInstanceOf(FatalInferenceException.class)
        .hasMessageContaining("tokenizer.json has no model.vocab");

    Files.delete(folder.resolve("tokenizer.json"));
    assertThatThrownBy(() -> new DecoderLoader(1).huggingFace(folder))
        .isInstanceOf(FatalInferenceException.class)
        .hasMessageContaining("tokenizer.json is missing");
  }

  /** The rows of each head, pairs apart instead of side by side. */
  private static FloatTensor halves(FloatTensor matrix, LlamaConfig config) {
    int columns = matrix.shape()[1];
    int dim = config.headDim();
    float[] rows = new float[matrix.values().length];
    for (int row = 0; row < matrix.shape()[0]; row++) {
      int within = row % dim;
      int to = row - within + within / 2 + within % 2 * (dim / 2);
      System.arraycopy(matrix.values(), row * columns, rows, to * columns, columns);
    }
    return new FloatTensor(matrix.shape(), rows);
  }
}
