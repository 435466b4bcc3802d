package io.murmuration.model.generate.onnx;

import io.murmuration.model.generate.weights.DecoderWeights;
import io.murmuration.model.generate.weights.LayerTensor;
import io.murmuration.model.generate.weights.LlamaConfig;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;

/**
 * A Llama decoder as one ONNX graph for prefill and step alike: B rows of T new tokens, each with
 * up to L cached positions. Some nodes are ONNX Runtime's own, which fuse what plain ONNX would
 * spread over many.
 *
 * <p>Inputs, in order: {@code tokens} and {@code positions} [B,T]; {@code last} [R], places of the
 * B*T new tokens whose logits are wanted; {@code mask_past} [B,1,1,L] and {@code mask_new}
 * [1,1,group*T,T], added to the scores; {@code lengths} = {L, T}; then for each layer {@code
 * keys_i} and {@code values_i} [B,kvHeads,L,headDim]. Outputs: {@code logits} [R,vocabulary] and
 * {@code rows} [2*layers*B,kvHeads,T,headDim], the new keys and values in the order of the inputs.
 *
 * <p>The cache is read in place and never copied: scores against past and new tokens are computed
 * apart and meet in the softmax.
 */
public final class LlamaGraph {
  private final DecoderWeights weights;
  private final LlamaConfig config;
  private final OnnxGraph graph = new OnnxGraph();
  private final AttentionNodes attention;
  private final List<String> rows = new ArrayList<>();

  private LlamaGraph(DecoderWeights weights) {
    this.weights = weights;
    this.config = weights.config();
    this.attention = new AttentionNodes(graph, config);
  }

  /** The model's bytes, to be read once. */
  public static InputStream write(DecoderWeights weights) {
    return new LlamaGraph(weights).model();
  }

  private InputStream model() {
    String tokens = graph.longInput("tokens", "B", "T");
    graph.longInput("positions", "B", "T");
    String last = graph.longInput("last", "R");
    graph.floatInput("mask_past", "B", 1, 1, "L");
    graph.floatInput("mask_new", 1, 1, "GT", "T");
    graph.longInput("lengths", 2);
    String embedding =
        graph.constant(
            weights.values(DecoderWeights.EMBEDDING), config.vocabulary(), config.hidden());
    String state = graph.add("Gather", new Attributes(), embedding, tokens);
    String change = null;
    for (int layer = 0; layer < config.layers(); layer++) {
      String[] normed = norm(state, change, weights.values(layer, LayerTensor.ATTENTION_NORM));
      change = attend(layer, normed[0]);
      normed = norm(normed[1], change, weights.values(layer, LayerTensor.FEED_FORWARD_NORM));
      state = normed[1];
      change = feedForward(layer, normed[0]);
    }
    logits(graph.add("Add", new Attributes(), state, change), last, embedding);
    graph.rename(
        graph.add("Concat", new Attributes().integer("axis", 0), rows.toArray(String[]::new)),
        "rows");
    graph.floatOutput("rows", "2NB", config.kvHeads(), "T", config.headDim());
    return graph.model();
  }

  private String attend(int layer, String normed) {
    Object[] cache = {"B", config.kvHeads(), "L", config.headDim()};
    String pastKeys = graph.floatInput("keys_" + layer, cache);
    String pastValues = graph.floatInput("values_" + layer, cache);
    String projected =
        multiply(
            normed,
            config.hidden(),
            weights.values(layer, LayerTensor.QUERY),
            weights.values(layer, LayerTensor.KEY),
            weights.values(layer, LayerTensor.VALUE));
    AttentionNodes.Result result = attention.add(projected, pastKeys, pastValues);
    rows.add(result.keys());
    rows.add(result.values());
    return multiply(
        result.mixed(), config.queryWidth(), weights.values(layer, LayerTensor.ATTENTION_OUTPUT));
  }

  private String feedForward(int layer, String normed) {
    String both =
        multiply(
            normed,
            config.hidden(),
            weights.values(layer, LayerTensor.GATE),
            weights.values(layer, LayerTensor.UP));
    String[] parts =
        graph.split(both, graph.constant(config.intermediate(), config.intermediate()), 2);
    String gate = graph.add("Sigmoid", new Attributes(), parts[0]);
    gate = graph.add("Mul", new Attributes(), parts[0], gate);
    String product = graph.add("Mul", new Attributes(), gate, parts[1]);
    return multiply(product, config.intermediate(), weights.values(layer, LayerTensor.DOWN));
  }

  private void logits(String state, String last, String embedding) {
    String flat =
        graph.add("Reshape", new Attributes(), state, graph.constant(-1L, config.hidden()));
    String wanted = graph.add("Gather", new Attributes(), flat, last);
    String normed = norm(wanted, null, weights.values(DecoderWeights.FINAL_NORM))[0];
    String output =
        config.tiedEmbeddings()
            ? embedding
            : graph.constant(
                weights.values(DecoderWeights.OUTPUT), config.vocabulary(), config.hidden());
    graph.rename(
        graph.add("Gemm", new Attributes().integer("transB", 1), normed, output), "logits");
    graph.floatOutput("logits", "R", config.vocabulary());
  }

  /**
   * RMSNorm of the state after a change.
   *
   * @param change to add first, or null
   * @return the normed state, and the state itself
   */
  private String[] norm(String state, String change, float[] scale) {
    String weight = graph.constant(scale, scale.length);
    Attributes attributes = new Attributes().number("epsilon", config.normEpsilon());
    if (change == null) {
      attributes.integer("axis", -1);
      return new String[] {
        graph.add("SimplifiedLayerNormalization", attributes, state, weight), state
      };
    }
    String normed = graph.fresh();
    String sum = graph.fresh();
    graph.addMicrosoft(
        "SkipSimplifiedLayerNormalization",
        attributes,
        new String[] {normed, "", "", sum},
        state,
        change,
        weight);
    return new String[] {normed, sum};
  }

  /** By matrices {@code [outputs, inputs]} of which one follows the other. */
  private String multiply(String value, int inputs, float[]... matrices) {
    int outputs = 0;
    for (float[] each : matrices) {
      outputs += each.length / inputs;
    }
    float[] transposed = new float[inputs * outputs];
    int row = 0;
    for (float[] each : matrices) {
      for (int i = 0; i < each.length; i++) {
        transposed[i % inputs * outputs + row + i / inputs] = each[i];
      }
      row += each.length / inputs;
    }
    return graph.add(
        "MatMul", new Attributes(), value, graph.constant(transposed, inputs, outputs));
  }
}
