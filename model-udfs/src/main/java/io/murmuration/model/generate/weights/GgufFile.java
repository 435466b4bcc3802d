package io.murmuration.model.generate.weights;

import io.murmuration.model.inference.FatalInferenceException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a {@code .gguf} file holds, by its own names. Values of the metadata are Long, Double,
 * Boolean, String or a List of these.
 */
record GgufFile(Path path, Map<String, Object> metadata, Map<String, FloatTensor> tensors) {
  int integer(String key) {
    if (metadata.get(key) instanceof Long found && found == found.intValue()) {
      return found.intValue();
    }
    throw new FatalInferenceException("%s needs a whole number %s".formatted(path, key));
  }

  int integer(String key, int otherwise) {
    return metadata.containsKey(key) ? integer(key) : otherwise;
  }

  double number(String key, double otherwise) {
    return metadata.get(key) instanceof Number found ? found.doubleValue() : otherwise;
  }

  String text(String key, String otherwise) {
    return metadata.get(key) instanceof String found ? found : otherwise;
  }

  /** Empty where the key is missing. */
  <T> List<T> list(String key, Class<T> of) {
    return metadata.get(key) instanceof List<?> found
        ? found.stream().map(of::cast).toList()
        : List.of();
  }

  /** The tensors under Hugging Face's names. */
  Map<String, FloatTensor> renamed(int layers) {
    Map<String, FloatTensor> renamed = new LinkedHashMap<>();
    put(renamed, DecoderWeights.EMBEDDING, "token_embd.weight");
    put(renamed, DecoderWeights.FINAL_NORM, "output_norm.weight");
    put(renamed, DecoderWeights.OUTPUT, "output.weight");
    for (int layer = 0; layer < layers; layer++) {
      for (LayerTensor each : LayerTensor.values()) {
        put(renamed, each.name(layer), each.ggufName(layer));
      }
    }
    return renamed;
  }

  private void put(Map<String, FloatTensor> renamed, String name, String ggufName) {
    if (tensors.containsKey(ggufName)) {
      renamed.put(name, tensors.get(ggufName));
    }
  }
}
