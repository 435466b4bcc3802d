package io.murmuration.model.generate.onnx;

import io.murmuration.model.generate.weights.LlamaConfig;
import io.murmuration.model.generate.weights.RopePairing;

/** Attention with rotary positions and grouped queries, as nodes of the graph. */
final class AttentionNodes {
  /**
   * @param mixed [B,T,heads*headDim]
   * @param keys of the new tokens [B,kvHeads,T,headDim]
   */
  record Result(String mixed, String keys, String values) {}

  private final OnnxGraph graph;
  private final LlamaConfig config;
  private final String cosines;
  private final String sines;

  AttentionNodes(OnnxGraph graph, LlamaConfig config) {
    this.graph = graph;
    this.config = config;
    int half = config.headDim() / 2;
    float[] cosineTable = new float[config.maxPositions() * half];
    float[] sineTable = new float[config.maxPositions() * half];
    for (int i = 0; i < cosineTable.length; i++) {
      double turns =
          i / half * StrictMath.pow(config.ropeTheta(), -2.0 * (i % half) / config.headDim());
      cosineTable[i] = (float) StrictMath.cos(turns);
      sineTable[i] = (float) StrictMath.sin(turns);
    }
    cosines = graph.constant(cosineTable, config.maxPositions(), half);
    sines = graph.constant(sineTable, config.maxPositions(), half);
  }

  /**
   * @param projected queries, keys and values side by side, [B,T,queryWidth+2*keyWidth]
   */
  Result add(String projected, String pastKeys, String pastValues) {
    String widths = graph.constant(config.queryWidth(), config.keyWidth(), config.keyWidth());
    String[] parts = graph.split(projected, widths, 3);
    String queries = byKeyHead(rotate(parts[0]));
    String keys = byHead(rotate(parts[1]));
    String values = byHead(parts[2]);
    String past = graph.add("Add", new Attributes(), scores(queries, pastKeys), "mask_past");
    String fresh = graph.add("Add", new Attributes(), scores(queries, keys), "mask_new");
    Attributes lastAxis = new Attributes().integer("axis", -1);
    String together = graph.add("Concat", lastAxis, past, fresh);
    String[] shares = graph.split(graph.add("Softmax", lastAxis, together), "lengths", 2);
    String mixed =
        graph.add(
            "Add",
            new Attributes(),
            graph.add("MatMul", new Attributes(), shares[0], pastValues),
            graph.add("MatMul", new Attributes(), shares[1], values));
    return new Result(byToken(mixed), keys, values);
  }

  private String rotate(String value) {
    int interleaved = config.ropePairing() == RopePairing.INTERLEAVED ? 1 : 0;
    return graph.addMicrosoft(
        "RotaryEmbedding",
        new Attributes().integer("interleaved", interleaved),
        value,
        "positions",
        cosines,
        sines);
  }

  private String scores(String queries, String keys) {
    return graph.addMicrosoft(
        "FusedMatMul",
        new Attributes().integer("transB", 1).number("alpha", 1 / Math.sqrt(config.headDim())),
        queries,
        keys);
  }

  /** [B,T,kvHeads*headDim] to [B,kvHeads,T,headDim]. */
  private String byHead(String value) {
    String split = reshape(value, 0, 0, config.kvHeads(), config.headDim());
    return transpose(split, 0, 2, 1, 3);
  }

  /** [B,T,heads*headDim] to [B,kvHeads,group*T,headDim]: no key is repeated for its group. */
  private String byKeyHead(String value) {
    String split = reshape(value, 0, 0, config.kvHeads(), config.group(), config.headDim());
    return reshape(transpose(split, 0, 2, 3, 1, 4), 0, 0, -1, config.headDim());
  }

  /** The way back. */
  private String byToken(String value) {
    String split = reshape(value, 0, 0, config.group(), -1, config.headDim());
    return reshape(transpose(split, 0, 3, 1, 2, 4), 0, 0, config.queryWidth());
  }

  private String reshape(String value, long... shape) {
    return graph.add("Reshape", new Attributes(), value, graph.constant(shape));
  }

  private String transpose(String value, long... order) {
    return graph.add("Transpose", new Attributes().integers("perm", order), value);
  }
}
