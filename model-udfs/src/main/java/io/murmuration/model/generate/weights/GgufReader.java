package io.murmuration.model.generate.weights;

import io.murmuration.model.inference.FatalInferenceException;
import java.nio.file.Path;
import java.util.List;

/** Reads a {@code .gguf} file of the llama architecture. */
public final class GgufReader {
  private static final double ROPE_THETA = 10_000;
  private static final double NORM_EPSILON = 1e-5;

  private GgufReader() {}

  /**
   * @throws FatalInferenceException if the file is missing, damaged or beyond this engine
   */
  public static GgufModel read(Path path) {
    GgufFile file = GgufParser.parse(path);
    LlamaConfig config = config(file);
    return new GgufModel(
        new DecoderWeights(config, file.renamed(config.layers())), vocabulary(file));
  }

  private static LlamaConfig config(GgufFile file) {
    refuse(file, "an architecture", file.text("general.architecture", "none"), "llama");
    refuse(file, "RoPE scaling", file.text("llama.rope.scaling.type", "none"), "none");
    int heads = file.integer("llama.attention.head_count");
    int hidden = file.integer("llama.embedding_length");
    int headDim = file.integer("llama.attention.key_length", hidden / Math.max(1, heads));
    int turned = file.integer("llama.rope.dimension_count", headDim);
    refuse(file, "rotary dimensions", Integer.toString(turned), Integer.toString(headDim));
    FloatTensor embedding = file.tensors().get("token_embd.weight");
    if (embedding == null || file.tensors().containsKey("rope_freqs.weight")) {
      throw new FatalInferenceException(
          file.path() + " has no token_embd.weight, or rope_freqs.weight, which isn't supported");
    }
    try {
      return new LlamaConfig(
          file.integer("llama.block_count"),
          hidden,
          heads,
          file.integer("llama.attention.head_count_kv", heads),
          headDim,
          file.integer("llama.feed_forward_length"),
          embedding.shape()[0],
          file.integer("llama.context_length"),
          file.number("llama.rope.freq_base", ROPE_THETA),
          file.number("llama.attention.layer_norm_rms_epsilon", NORM_EPSILON),
          !file.tensors().containsKey("output.weight"),
          RopePairing.INTERLEAVED);
    } catch (IllegalArgumentException e) {
      throw new FatalInferenceException(file.path() + ": " + e.getMessage(), e);
    }
  }

  private static GgufVocabulary vocabulary(GgufFile file) {
    List<String> tokens = file.list("tokenizer.ggml.tokens", String.class);
    if (tokens.isEmpty() || !file.text("tokenizer.ggml.model", "").equals("llama")) {
      return null;
    }
    return new GgufVocabulary(
        tokens,
        file.list("tokenizer.ggml.scores", Double.class),
        file.list("tokenizer.ggml.token_type", Long.class),
        file.integer("tokenizer.ggml.unknown_token_id", 0),
        new TextMarks(
            file.integer("tokenizer.ggml.bos_token_id", 1),
            new int[] {file.integer("tokenizer.ggml.eos_token_id", 2)}));
  }

  private static void refuse(GgufFile file, String what, String found, String supported) {
    if (!found.equals(supported)) {
      throw new FatalInferenceException(
          "%s has %s of '%s', only '%s' is supported"
              .formatted(file.path(), what, found, supported));
    }
  }
}
