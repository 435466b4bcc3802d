package io.murmuration.model.generate.onnx;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** The attributes of an ONNX node. */
final class Attributes {
  private static final int FLOAT = 1;
  private static final int INT = 2;
  private static final int INTS = 7;

  private final List<ProtobufMessage> messages = new ArrayList<>();

  Attributes number(String name, double value) {
    messages.add(named(name, FLOAT).number(2, (float) value));
    return this;
  }

  Attributes integer(String name, long value) {
    messages.add(named(name, INT).integer(3, value));
    return this;
  }

  Attributes integers(String name, long... values) {
    ProtobufMessage message = named(name, INTS);
    for (long each : values) {
      message.integer(8, each);
    }
    messages.add(message);
    return this;
  }

  void forEach(Consumer<ProtobufMessage> action) {
    messages.forEach(action);
  }

  private static ProtobufMessage named(String name, int type) {
    return new ProtobufMessage().text(1, name).integer(20, type);
  }
}
