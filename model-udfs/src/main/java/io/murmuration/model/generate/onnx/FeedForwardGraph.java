package io.murmuration.model.generate.onnx;

import java.io.InputStream;
import java.util.List;

/**
 * A feed-forward network as an ONNX graph: {@code features} {@code [batch, inputs]} to {@code
 * probabilities} {@code [batch, outputs]}; ReLU between the layers, softmax behind the last.
 */
public final class FeedForwardGraph {
  private static final String INPUT = "features";
  private static final String OUTPUT = "probabilities";

  private FeedForwardGraph() {}

  /**
   * @param weights {@code [inputs, outputs]}, row by row
   */
  public record Layer(int inputs, int outputs, float[] weights, float[] bias) {
    public Layer {
      if (weights.length != inputs * outputs || bias.length != outputs) {
        throw new IllegalArgumentException(
            "a layer of %d inputs and %d outputs has %d weights and %d biases"
                .formatted(inputs, outputs, weights.length, bias.length));
      }
    }
  }

  /** The whole model; the layers from the input on. */
  public static InputStream write(List<Layer> layers) {
    OnnxGraph graph = new OnnxGraph();
    String value = graph.floatInput(INPUT, "batch", layers.get(0).inputs());
    for (int i = 0; i < layers.size(); i++) {
      Layer layer = layers.get(i);
      String weights = graph.constant(layer.weights(), layer.inputs(), layer.outputs());
      String bias = graph.constant(layer.bias(), layer.outputs());
      value = graph.add("Gemm", new Attributes(), value, weights, bias);
      boolean last = i + 1 == layers.size();
      value =
          last
              ? graph.add("Softmax", new Attributes().integer("axis", -1), value)
              : graph.add("Relu", new Attributes(), value);
    }
    graph.rename(value, OUTPUT);
    graph.floatOutput(OUTPUT, "batch", layers.get(layers.size() - 1).outputs());
    return graph.model();
  }
}
