package io.murmuration.model.generate.weights;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/** Writes the pieces of a GGUF file. */
final class GgufFiles {
  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

  GgufFiles header(int version, int tensors, int entries) {
    return raw("GGUF").integer(version).number(tensors).number(entries);
  }

  GgufFiles raw(String text) {
    bytes.writeBytes(text.getBytes(StandardCharsets.UTF_8));
    return this;
  }

  GgufFiles text(String text) {
    return number(text.getBytes(StandardCharsets.UTF_8).length).raw(text);
  }

  GgufFiles integer(int value) {
    bytes.writeBytes(little(Integer.BYTES).putInt(value).array());
    return this;
  }

  GgufFiles number(long value) {
    bytes.writeBytes(little(Long.BYTES).putLong(value).array());
    return this;
  }

  byte[] bytes() {
    return bytes.toByteArray();
  }

  private static ByteBuffer little(int size) {
    return ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
  }
}
