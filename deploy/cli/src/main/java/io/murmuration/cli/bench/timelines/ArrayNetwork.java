package io.murmuration.cli.bench.timelines;

import io.murmuration.model.rank.RankFeature;
import java.util.SplittableRandom;

/**
 * The ranker's arithmetic as anybody would write it in Java: standardise and clip, two hidden
 * layers of 64 and 32 (ReLU), eight calibrated sigmoids. Its weights are drawn: speed does not hang
 * on them.
 */
final class ArrayNetwork {
  static final int HEADS = 8;
  private static final int FEATURES = RankFeature.values().length;
  private static final int FIRST = 64;
  private static final int SECOND = 32;
  private static final float CLIP = 5;

  private final float[] means;
  private final float[] scales;
  private final float[][] first;
  private final float[][] second;
  private final float[][] last;
  private final float[] slopes;
  private final float[] inputs = new float[FEATURES + 1];
  private final float[] hidden = new float[FIRST + 1];
  private final float[] deeper = new float[SECOND + 1];
  private final float[] logits = new float[HEADS + 1];

  ArrayNetwork(SplittableRandom random) {
    means = drawn(FEATURES, random);
    scales = drawn(FEATURES, random);
    first = drawn(FIRST, FEATURES + 1, random);
    second = drawn(SECOND, FIRST + 1, random);
    last = drawn(HEADS, SECOND + 1, random);
    slopes = drawn(HEADS, random);
  }

  /**
   * @param probabilities one for each head, written here
   */
  void predict(float[] features, float[] probabilities) {
    for (int i = 0; i < FEATURES; i++) {
      inputs[i] = Math.max(-CLIP, Math.min(CLIP, (features[i] - means[i]) * scales[i]));
    }
    layer(first, inputs, hidden, true);
    layer(second, hidden, deeper, true);
    layer(last, deeper, logits, false);
    for (int head = 0; head < HEADS; head++) {
      probabilities[head] = (float) (1 / (1 + Math.exp(-slopes[head] * logits[head])));
    }
  }

  /** The last input is 1: its weight is the bias. */
  private static void layer(float[][] weights, float[] inputs, float[] outputs, boolean relu) {
    inputs[inputs.length - 1] = 1;
    for (int out = 0; out < weights.length; out++) {
      float[] row = weights[out];
      float sum = 0;
      for (int in = 0; in < row.length; in++) {
        sum += row[in] * inputs[in];
      }
      outputs[out] = relu ? Math.max(0, sum) : sum;
    }
  }

  private static float[] drawn(int length, SplittableRandom random) {
    float[] values = new float[length];
    for (int i = 0; i < length; i++) {
      values[i] = random.nextFloat() - 0.5f;
    }
    return values;
  }

  private static float[][] drawn(int rows, int columns, SplittableRandom random) {
    float[][] values = new float[rows][];
    for (int i = 0; i < rows; i++) {
      values[i] = drawn(columns, random);
    }
    return values;
  }
}
