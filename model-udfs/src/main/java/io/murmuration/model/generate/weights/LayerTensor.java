package io.murmuration.model.generate.weights;

/**
 * The tensors that each layer has. Matrices are {@code [outputs, inputs]}, as in the files.
 *
 * @see <a href="https://huggingface.co/docs/transformers/model_doc/llama">Hugging Face's names</a>
 * @see <a href="https://github.com/ggml-org/ggml/blob/master/docs/gguf.md">GGUF's names</a>
 */
public enum LayerTensor {
  ATTENTION_NORM("input_layernorm", "attn_norm"),
  QUERY("self_attn.q_proj", "attn_q"),
  KEY("self_attn.k_proj", "attn_k"),
  VALUE("self_attn.v_proj", "attn_v"),
  ATTENTION_OUTPUT("self_attn.o_proj", "attn_output"),
  FEED_FORWARD_NORM("post_attention_layernorm", "ffn_norm"),
  GATE("mlp.gate_proj", "ffn_gate"),
  UP("mlp.up_proj", "ffn_up"),
  DOWN("mlp.down_proj", "ffn_down");

  private final String name;
  private final String ggufName;

  LayerTensor(String name, String ggufName) {
    this.name = name;
    this.ggufName = ggufName;
  }

  /** As Hugging Face names it. */
  public String name(int layer) {
    return "model.layers.%d.%s.weight".formatted(layer, name);
  }

  String ggufName(int layer) {
    return "blk.%d.%s.weight".formatted(layer, ggufName);
  }

  /** What the tensor has to measure, outermost first. */
  public int[] shape(LlamaConfig config) {
    return switch (this) {
      case ATTENTION_NORM, FEED_FORWARD_NORM -> new int[] {config.hidden()};
      case QUERY -> new int[] {config.queryWidth(), config.hidden()};
      case KEY, VALUE -> new int[] {config.keyWidth(), config.hidden()};
      case ATTENTION_OUTPUT -> new int[] {config.hidden(), config.queryWidth()};
      case GATE, UP -> new int[] {config.intermediate(), config.hidden()};
      case DOWN -> new int[] {config.hidden(), config.intermediate()};
    };
  }
}
