package io.murmuration.model.generate.weights;

/** A Llama decoder in plain loops and doubles, one text at a time, nothing cached. */
public final class ReferenceDecoder {
  private final DecoderWeights weights;
  private final LlamaConfig config;

  public ReferenceDecoder(DecoderWeights weights) {
    this.weights = weights;
    this.config = weights.config();
  }

  /** After the last token. */
  public double[] logits(int... tokens) {
    double[][] states = new double[tokens.length][config.hidden()];
    for (int t = 0; t < tokens.length; t++) {
      for (int i = 0; i < config.hidden(); i++) {
        states[t][i] = weights.values(DecoderWeights.EMBEDDING)[tokens[t] * config.hidden() + i];
      }
    }
    for (int layer = 0; layer < config.layers(); layer++) {
      attend(layer, states);
      feedForward(layer, states);
    }
    double[] last = norm(states[tokens.length - 1], weights.values(DecoderWeights.FINAL_NORM));
    return multiply(weights.output(), last);
  }

  private void attend(int layer, double[][] states) {
    int count = states.length;
    double[][] queries = new double[count][];
    double[][] keys = new double[count][];
    double[][] values = new double[count][];
    for (int t = 0; t < count; t++) {
      double[] normed = norm(states[t], weights.values(layer, LayerTensor.ATTENTION_NORM));
      queries[t] = multiply(weights.values(layer, LayerTensor.QUERY), normed);
      keys[t] = multiply(weights.values(layer, LayerTensor.KEY), normed);
      values[t] = multiply(weights.values(layer, LayerTensor.VALUE), normed);
      rotate(queries[t], t);
      rotate(keys[t], t);
    }
    for (int t = 0; t < count; t++) {
      double[] mixed = new double[config.queryWidth()];
      for (int head = 0; head < config.heads(); head++) {
        mix(mixed, head, queries[t], keys, values, t);
      }
      add(states[t], multiply(weights.values(layer, LayerTensor.ATTENTION_OUTPUT), mixed));
    }
  }

  private void mix(
      double[] mixed, int head, double[] query, double[][] keys, double[][] values, int t) {
    int dim = config.headDim();
    int keyHead = head / config.group();
    double[] shares = new double[t + 1];
    double sum = 0;
    for (int past = 0; past <= t; past++) {
      double score = 0;
      for (int i = 0; i < dim; i++) {
        score += query[head * dim + i] * keys[past][keyHead * dim + i];
      }
      shares[past] = Math.exp(score / Math.sqrt(dim));
      sum += shares[past];
    }
    for (int past = 0; past <= t; past++) {
      for (int i = 0; i < dim; i++) {
        mixed[head * dim + i] += shares[past] / sum * values[past][keyHead * dim + i];
      }
    }
  }

  private void feedForward(int layer, double[][] states) {
    for (double[] state : states) {
      double[] normed = norm(state, weights.values(layer, LayerTensor.FEED_FORWARD_NORM));
      double[] gate = multiply(weights.values(layer, LayerTensor.GATE), normed);
      double[] up = multiply(weights.values(layer, LayerTensor.UP), normed);
      for (int i = 0; i < gate.length; i++) {
        gate[i] = gate[i] / (1 + Math.exp(-gate[i])) * up[i];
      }
      add(state, multiply(weights.values(layer, LayerTensor.DOWN), gate));
    }
  }

  private void rotate(double[] heads, int position) {
    int dim = config.headDim();
    boolean interleaved = config.ropePairing() == RopePairing.INTERLEAVED;
    for (int head = 0; head < heads.length; head += dim) {
      for (int i = 0; i < dim / 2; i++) {
        int first = head + (interleaved ? 2 * i : i);
        int second = interleaved ? first + 1 : first + dim / 2;
        double angle = position * Math.pow(config.ropeTheta(), -2.0 * i / dim);
        double x = heads[first];
        double y = heads[second];
        heads[first] = x * Math.cos(angle) - y * Math.sin(angle);
        heads[second] = x * Math.sin(angle) + y * Math.cos(angle);
      }
    }
  }

  private double[] norm(double[] state, float[] scale) {
    double squares = 0;
    for (double each : state) {
      squares += each * each;
    }
    double factor = 1 / Math.sqrt(squares / state.length + config.normEpsilon());
    double[] normed = new double[state.length];
    for (int i = 0; i < state.length; i++) {
      normed[i] = state[i] * factor * scale[i];
    }
    return normed;
  }

  private static double[] multiply(float[] matrix, double[] vector) {
    double[] product = new double[matrix.length / vector.length];
    for (int i = 0; i < matrix.length; i++) {
      product[i / vector.length] += matrix[i] * vector[i % vector.length];
    }
    return product;
  }

  private static void add(double[] to, double[] change) {
    for (int i = 0; i < to.length; i++) {
      to[i] += change[i];
    }
  }
}
