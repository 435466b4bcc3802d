package io.murmuration.model.generate.weights;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.murmuration.model.inference.FatalInferenceException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HuggingFaceFolderTest {
  private static final LlamaConfig CONFIG =
      new LlamaConfig(2, 16, 4, 2, 4, 24, 11, 32, 5_000, 1e-5, true, RopePairing.HALVES);
  private static final String JSON =
      """
      {"model_type": "llama", "hidden_act": "silu", "num_hidden_layers": 2, "hidden_size": 16,
       "num_attention_heads": 4, "num_key_value_heads": 2, "intermediate_size": 24,
       "vocab_size": 11, "max_position_embeddings": 32, "rope_theta": 5000.0,
       "rms_norm_eps": 1e-05, "tie_word_embeddings": true, "rope_scaling": null,
       "attention_bias": false, "bos_token_id": 1, "eos_token_id": [2, 5]}""";

  @TempDir private Path folder;

  @Test
  void readsOneFile() throws Exception {
    DecoderWeights written = RandomWeights.of(CONFIG, 1);
    Files.writeString(folder.resolve("config.json"), JSON);
    SafetensorsFiles.write(folder.resolve("model.safetensors"), written.tensors());

    assertThat(HuggingFaceFolder.weights(folder)).usingRecursiveComparison().isEqualTo(written);
    assertThat(HuggingFaceFolder.marks(folder))
        .usingRecursiveComparison()
        .isEqualTo(new TextMarks(1, new int[] {2, 5}));
  }

  @Test
  void readsShards() throws Exception {
    DecoderWeights written = RandomWeights.of(CONFIG, 2);
    Map<String, FloatTensor> first = new HashMap<>(written.tensors());
    Map<String, FloatTensor> second = new HashMap<>();
    second.put(DecoderWeights.EMBEDDING, first.remove(DecoderWeights.EMBEDDING));
    Files.writeString(folder.resolve("config.json"), JSON);
    SafetensorsFiles.write(folder.resolve("model-00001-of-00002.safetensors"), first);
    SafetensorsFiles.write(folder.resolve("model-00002-of-00002.safetensors"), second);
    Files.writeString(
        folder.resolve("model.safetensors.index.json"),
        """
        {"weight_map": {"model.norm.weight": "model-00001-of-00002.safetensors",
                        "model.embed_tokens.weight": "model-00002-of-00002.safetensors"}}""");

    assertThat(HuggingFaceFolder.weights(folder)).usingRecursiveComparison().isEqualTo(written);
  }

  @Test
  void namesTheTensorThatIsMissing() throws Exception {
    Map<String, FloatTensor> tensors = new HashMap<>(RandomWeights.of(CONFIG, 3).tensors());
    tensors.remove("model.layers.1.mlp.up_proj.weight");
    Files.writeString(folder.resolve("config.json"), JSON);
    SafetensorsFiles.write(folder.resolve("model.safetensors"), tensors);

    assertRefused("the weights lack model.layers.1.mlp.up_proj.weight [24, 16]");
  }

  @Test
  void namesTheTensorOfAnotherShape() throws Exception {
    Files.writeString(folder.resolve("config.json"), JSON.replace(": 24", ": 23"));
    SafetensorsFiles.write(
        folder.resolve("model.safetensors"), RandomWeights.of(CONFIG, 4).tensors());

    assertRefused("mlp.gate_proj.weight is [24, 16], its configuration asks [23, 16]");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "\"llama\" | \"mistral\" | model_type is 'mistral', only 'llama' is supported",
        "\"silu\" | \"gelu\" | hidden_act is 'gelu', only 'silu' is supported",
        "null | {\"factor\": 8} | rope_scaling is not supported",
        "\"hidden_size\" | \"size\" | needs a whole number hidden_size",
        "heads\": 2 | heads\": 3 | heads must be a multiple of kvHeads: 4, 3",
      })
  void saysWhatItCannotRun(String from, String to, String message) throws Exception {
    Files.writeString(folder.resolve("config.json"), JSON.replace(from, to));

    assertRefused(message);
  }

  private void assertRefused(String message) {
    assertThatThrownBy(() -> HuggingFaceFolder.weights(folder))
        .isInstanceOf(FatalInferenceException.class)
        .hasMessageContaining(message);
  }
}
