package io.murmuration.model.generate.weights;

import io.murmuration.model.inference.FatalInferenceException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/**
 * Reads the legacy {@code .bin} of llama2.c: seven numbers, then each kind of tensor for all layers
 * at once, F32.
 *
 * @see <a href="https://github.com/karpathy/llama2.c/blob/master/export.py">legacy_export</a>
 */
public final class Llama2cReader {
  private static final double ROPE_THETA = 10_000;
  private static final double NORM_EPSILON = 1e-5;

  private final WeightFile file;
  private final LlamaConfig config;
  private final Map<String, FloatTensor> tensors = new HashMap<>();

  private Llama2cReader(WeightFile file) {
    this.file = file;
    this.config = config(file);
  }

  /**
   * @throws FatalInferenceException if the file is missing or damaged
   */
  public static DecoderWeights read(Path path) {
    try (WeightFile file = WeightFile.open(path)) {
      return new Llama2cReader(file).weights();
    }
  }

  private static LlamaConfig config(WeightFile file) {
    int hidden = file.readInt();
    int intermediate = file.readInt();
    int layers = file.readInt();
    int heads = file.readInt();
    int kvHeads = file.readInt();
    int vocabulary = file.readInt();
    int positions = file.readInt();
    try {
      return new LlamaConfig(
          layers,
          hidden,
          heads,
          kvHeads,
          heads < 1 ? 0 : hidden / heads,
          intermediate,
          Math.abs(vocabulary),
          positions,
          ROPE_THETA,
          NORM_EPSILON,
          vocabulary > 0,
          RopePairing.INTERLEAVED);
    } catch (IllegalArgumentException e) {
      throw file.damaged("its header says " + e.getMessage());
    }
  }

  private DecoderWeights weights() {
    read(DecoderWeights.EMBEDDING, config.vocabulary(), config.hidden());
    readLayers(
        LayerTensor.ATTENTION_NORM,
        LayerTensor.QUERY,
        LayerTensor.KEY,
        LayerTensor.VALUE,
        LayerTensor.ATTENTION_OUTPUT,
        LayerTensor.FEED_FORWARD_NORM,
        LayerTensor.GATE,
        LayerTensor.DOWN,
        LayerTensor.UP);
    read(DecoderWeights.FINAL_NORM, config.hidden());
    // Tables of cosines and sines, which follow from the measures.
    floats(config.maxPositions(), config.headDim());
    if (!config.tiedEmbeddings()) {
      read(DecoderWeights.OUTPUT, config.vocabulary(), config.hidden());
    }
    if (file.position() != file.size()) {
      throw file.damaged(
          "it has %d bytes more than its header asks".formatted(file.size() - file.position()));
    }
    return new DecoderWeights(config, tensors);
  }

  private void readLayers(LayerTensor... inOrder) {
    for (LayerTensor each : inOrder) {
      for (int layer = 0; layer < config.layers(); layer++) {
        read(each.name(layer), each.shape(config));
      }
    }
  }

  private void read(String name, int... shape) {
    tensors.put(name, new FloatTensor(shape, floats(shape)));
  }

  private float[] floats(int... shape) {
    long count = FloatTensor.count(shape);
    if (count < 0) {
      throw file.damaged("its header asks for a tensor of " + Arrays.toString(shape));
    }
    return file.readFloats((int) count);
  }
}
