package io.murmuration.model.generate.onnx;

import java.io.InputStream;
import java.nio.ByteBuffer;

/**
 * Builds an ONNX model node by node. Values are named by strings; every method that adds a node
 * returns the name of its result.
 *
 * @see <a href="https://github.com/onnx/onnx/blob/main/onnx/onnx.proto">the fields' numbers</a>
 */
final class OnnxGraph {
  private static final int IR_VERSION = 8;
  private static final int OPSET = 17;
  private static final String MICROSOFT = "com.microsoft";
  private static final int FLOAT = 1;
  private static final int INT64 = 7;

  private final ProtobufMessage graph = new ProtobufMessage();
  private int values;

  /** A dimension is a number, or a name where it varies. */
  String floatInput(String name, Object... dimensions) {
    graph.message(11, declaration(name, FLOAT, dimensions));
    return name;
  }

  String longInput(String name, Object... dimensions) {
    graph.message(11, declaration(name, INT64, dimensions));
    return name;
  }

  void floatOutput(String name, Object... dimensions) {
    graph.message(12, declaration(name, FLOAT, dimensions));
  }

  String constant(float[] numbers, int... shape) {
    ByteBuffer raw = ProtobufMessage.little(Math.multiplyExact(numbers.length, Float.BYTES));
    raw.asFloatBuffer().put(numbers);
    return constant(FLOAT, raw.array(), shape);
  }

  String constant(long... numbers) {
    ByteBuffer raw = ProtobufMessage.little(numbers.length * Long.BYTES);
    raw.asLongBuffer().put(numbers);
    return constant(INT64, raw.array(), numbers.length);
  }

  /** A node of ONNX itself with one result. */
  String add(String operator, Attributes attributes, String... inputs) {
    String result = fresh();
    node("", operator, attributes, new String[] {result}, inputs);
    return result;
  }

  /** A node of ONNX Runtime's own operators with one result. */
  String addMicrosoft(String operator, Attributes attributes, String... inputs) {
    String result = fresh();
    node(MICROSOFT, operator, attributes, new String[] {result}, inputs);
    return result;
  }

  /** A node with several results; an empty name means a result that nobody reads. */
  void addMicrosoft(String operator, Attributes attributes, String[] results, String... inputs) {
    node(MICROSOFT, operator, attributes, results, inputs);
  }

  /** Cuts along the last axis. */
  String[] split(String value, String sizes, int count) {
    String[] results = new String[count];
    for (int i = 0; i < count; i++) {
      results[i] = fresh();
    }
    node("", "Split", new Attributes().integer("axis", -1), results, value, sizes);
    return results;
  }

  /** Gives a value the name of an output. */
  void rename(String value, String output) {
    node("", "Identity", new Attributes(), new String[] {output}, value);
  }

  String fresh() {
    return "v" + values++;
  }

  /** The whole model, once. */
  InputStream model() {
    graph.text(2, "decoder");
    ProtobufMessage model = new ProtobufMessage().integer(1, IR_VERSION);
    model.text(2, "murmuration").message(7, graph);
    model.message(8, new ProtobufMessage().text(1, "").integer(2, OPSET));
    model.message(8, new ProtobufMessage().text(1, MICROSOFT).integer(2, 1));
    if (model.size() > Integer.MAX_VALUE) {
      throw new IllegalArgumentException(
          "a graph of %d bytes: ONNX in one piece ends at 2 GiB".formatted(model.size()));
    }
    return model.stream();
  }

  private void node(
      String domain, String operator, Attributes attributes, String[] results, String... inputs) {
    ProtobufMessage node = new ProtobufMessage();
    for (String each : inputs) {
      node.text(1, each);
    }
    for (String each : results) {
      node.text(2, each);
    }
    node.text(3, operator + "_" + fresh()).text(4, operator);
    attributes.forEach(attribute -> node.message(5, attribute));
    graph.message(1, node.text(7, domain));
  }

  private String constant(int type, byte[] raw, int... shape) {
    String name = fresh();
    ProtobufMessage tensor = new ProtobufMessage();
    for (int each : shape) {
      tensor.integer(1, each);
    }
    graph.message(5, tensor.integer(2, type).text(8, name).bytes(9, raw));
    return name;
  }

  private static ProtobufMessage declaration(String name, int type, Object... dimensions) {
    ProtobufMessage shape = new ProtobufMessage();
    for (Object each : dimensions) {
      ProtobufMessage dimension = new ProtobufMessage();
      shape.message(
          1,
          each instanceof Integer size
              ? dimension.integer(1, size)
              : dimension.text(2, each.toString()));
    }
    ProtobufMessage tensor = new ProtobufMessage().integer(1, type).message(2, shape);
    return new ProtobufMessage().text(1, name).message(2, new ProtobufMessage().message(1, tensor));
  }
}
