package io.murmuration.model.generate.weights;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.murmuration.model.inference.FatalInferenceException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeSet;

/**
 * A folder as Hugging Face's transformers writes it for a LlamaForCausalLM: {@code config.json}
 * beside {@code model.safetensors}, or beside its shards and {@code model.safetensors.index.json}.
 */
public final class HuggingFaceFolder {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final double ROPE_THETA = 10_000;
  private static final double NORM_EPSILON = 1e-6;
  private static final String INDEX = "model.safetensors.index.json";

  private HuggingFaceFolder() {}

  /**
   * @throws FatalInferenceException naming what is missing, damaged or beyond this engine
   */
  public static DecoderWeights weights(Path folder) {
    return new DecoderWeights(config(folder), tensors(folder));
  }

  static LlamaConfig config(Path folder) {
    Path file = folder.resolve("config.json");
    JsonNode json = read(file);
    ConfigJson config = new ConfigJson(file, json);
    config.refuseUnless("model_type", "llama");
    config.refuseUnless("hidden_act", "silu");
    config.refuseAnyOf("rope_scaling", "attention_bias", "mlp_bias", "quantization_config");
    new ConfigJson(file, json.path("rope_parameters")).refuseUnless("rope_type", "default");
    int heads = config.integer("num_attention_heads");
    int hidden = config.integer("hidden_size");
    try {
      return new LlamaConfig(
          config.integer("num_hidden_layers"),
          hidden,
          heads,
          config.integer("num_key_value_heads", heads),
          config.integer("head_dim", hidden / Math.max(1, heads)),
          config.integer("intermediate_size"),
          config.integer("vocab_size"),
          config.integer("max_position_embeddings"),
          ropeTheta(json),
          json.path("rms_norm_eps").asDouble(NORM_EPSILON),
          json.path("tie_word_embeddings").asBoolean(false),
          RopePairing.HALVES);
    } catch (IllegalArgumentException e) {
      throw new FatalInferenceException(file + ": " + e.getMessage(), e);
    }
  }

  /** Beside the other entries, or within rope_parameters as transformers 5 writes it. */
  private static double ropeTheta(JsonNode json) {
    JsonNode nested = json.path("rope_parameters").path("rope_theta");
    return (nested.isNumber() ? nested : json.path("rope_theta")).asDouble(ROPE_THETA);
  }

  /** The ids that begin and end a text, by {@code config.json}. */
  public static TextMarks marks(Path folder) {
    JsonNode json = read(folder.resolve("config.json"));
    JsonNode end = json.path("eos_token_id");
    int[] ends =
        end.isArray()
            ? JSON.convertValue(end, int[].class)
            : end.isInt() ? new int[] {end.asInt()} : new int[0];
    return new TextMarks(json.path("bos_token_id").asInt(TextMarks.NONE), ends);
  }

  private static Map<String, FloatTensor> tensors(Path folder) {
    if (!Files.exists(folder.resolve(INDEX))) {
      return SafetensorsReader.read(folder.resolve("model.safetensors"));
    }
    Map<String, FloatTensor> tensors = new HashMap<>();
    TreeSet<String> shards = new TreeSet<>();
    read(folder.resolve(INDEX)).path("weight_map").forEach(shard -> shards.add(shard.asText()));
    for (String shard : shards) {
      Path path = folder.resolve(shard).normalize();
      if (!path.startsWith(folder.normalize())) {
        throw new FatalInferenceException(
            folder.resolve(INDEX) + ": " + shard + " lies outside the model's folder");
      }
      tensors.putAll(SafetensorsReader.read(path));
    }
    return tensors;
  }

  private static JsonNode read(Path file) {
    if (!Files.isRegularFile(file)) {
      throw new FatalInferenceException("the model's file " + file + " is missing");
    }
    try {
      return JSON.readTree(file.toFile());
    } catch (IOException e) {
      throw new FatalInferenceException(file + " can't be read: " + e.getMessage(), e);
    }
  }
}
