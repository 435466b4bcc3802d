package io.murmuration.model.generate.weights;

import java.util.HashMap;
import java.util.Map;
import java.util.Random;

/** Decoders that nobody trained. */
public final class RandomWeights {
  private RandomWeights() {}

  public static DecoderWeights of(LlamaConfig config, long seed) {
    Random random = new Random(seed);
    Map<String, FloatTensor> tensors = new HashMap<>();
    put(tensors, random, DecoderWeights.EMBEDDING, config.vocabulary(), config.hidden());
    put(tensors, random, DecoderWeights.FINAL_NORM, config.hidden());
    if (!config.tiedEmbeddings()) {
      put(tensors, random, DecoderWeights.OUTPUT, config.vocabulary(), config.hidden());
    }
    for (int layer = 0; layer < config.layers(); layer++) {
      for (LayerTensor each : LayerTensor.values()) {
        put(tensors, random, each.name(layer), each.shape(config));
      }
    }
    return new DecoderWeights(config, tensors);
  }

  private static void put(
      Map<String, FloatTensor> tensors, Random random, String name, int... shape) {
    float[] values = new float[(int) FloatTensor.count(shape)];
    boolean norm = shape.length == 1;
    double scale = norm ? 0.1 : 1 / Math.sqrt(shape[1]);
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) ((norm ? 1 : 0) + scale * random.nextGaussian());
    }
    tensors.put(name, new FloatTensor(shape, values));
  }
}
