package io.murmuration.model.generate.weights;

import io.murmuration.model.inference.FatalInferenceException;
import java.util.Arrays;
import java.util.Map;

/** A decoder's tensors by Hugging Face's names, each there and of the shape that config asks. */
public record DecoderWeights(LlamaConfig config, Map<String, FloatTensor> tensors) {
  public static final String EMBEDDING = "model.embed_tokens.weight";
  public static final String FINAL_NORM = "model.norm.weight";

  /** Missing where the embeddings are tied. */
  public static final String OUTPUT = "lm_head.weight";

  /**
   * @throws FatalInferenceException naming a tensor that is missing or of another shape
   */
  public DecoderWeights {
    tensors = Map.copyOf(tensors);
    require(tensors, EMBEDDING, config.vocabulary(), config.hidden());
    require(tensors, FINAL_NORM, config.hidden());
    if (!config.tiedEmbeddings()) {
      require(tensors, OUTPUT, config.vocabulary(), config.hidden());
    }
    for (int layer = 0; layer < config.layers(); layer++) {
      for (LayerTensor each : LayerTensor.values()) {
        require(tensors, each.name(layer), each.shape(config));
      }
    }
  }

  public float[] values(String name) {
    return tensors.get(name).values();
  }

  public float[] values(int layer, LayerTensor tensor) {
    return values(tensor.name(layer));
  }

  /** The matrix {@code [vocabulary, hidden]} that turns the last state into logits. */
  public float[] output() {
    return values(config.tiedEmbeddings() ? EMBEDDING : OUTPUT);
  }

  private static void require(Map<String, FloatTensor> tensors, String name, int... shape) {
    FloatTensor found = tensors.get(name);
    if (found == null) {
      throw new FatalInferenceException(
          "the weights lack %s %s: they are no Llama decoder of these measures"
              .formatted(name, Arrays.toString(shape)));
    }
    if (!Arrays.equals(found.shape(), shape)) {
      throw new FatalInferenceException(
          "the weights' %s is %s, its configuration asks %s"
              .formatted(name, Arrays.toString(found.shape()), Arrays.toString(shape)));
    }
  }
}
