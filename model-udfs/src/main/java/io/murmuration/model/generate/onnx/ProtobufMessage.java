package io.murmuration.model.generate.onnx;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/**
 * Writes one message in protobuf's wire format, by field number. Large parts are kept as they came,
 * so nesting copies nothing.
 *
 * @see <a href="https://protobuf.dev/programming-guides/encoding/">the format</a>
 */
final class ProtobufMessage {
  private static final int VARINT = 0;
  private static final int LENGTH_DELIMITED = 2;
  private static final int FIXED_32 = 5;
  private static final int MAX_VARINT_BYTES = 10;

  private final List<byte[]> parts = new ArrayList<>();
  private long size;

  ProtobufMessage integer(int field, long value) {
    varint((long) field << 3 | VARINT);
    varint(value);
    return this;
  }

  ProtobufMessage number(int field, float value) {
    varint((long) field << 3 | FIXED_32);
    add(little(Float.BYTES).putFloat(value).array());
    return this;
  }

  ProtobufMessage text(int field, String value) {
    return bytes(field, value.getBytes(StandardCharsets.UTF_8));
  }

  /** The array is not copied. */
  ProtobufMessage bytes(int field, byte[] value) {
    varint((long) field << 3 | LENGTH_DELIMITED);
    varint(value.length);
    add(value);
    return this;
  }

  ProtobufMessage message(int field, ProtobufMessage value) {
    varint((long) field << 3 | LENGTH_DELIMITED);
    varint(value.size);
    parts.addAll(value.parts);
    size += value.size;
    return this;
  }

  long size() {
    return size;
  }

  InputStream stream() {
    return new SequenceInputStream(
        Collections.enumeration(
            parts.stream().map(part -> (InputStream) new ByteArrayInputStream(part)).toList()));
  }

  static ByteBuffer little(int bytes) {
    return ByteBuffer.allocate(bytes).order(ByteOrder.LITTLE_ENDIAN);
  }

  private void varint(long value) {
    byte[] bytes = new byte[MAX_VARINT_BYTES];
    int count = 0;
    long rest = value;
    while ((rest & ~0x7fL) != 0) {
      bytes[count++] = (byte) (rest & 0x7f | 0x80);
      rest >>>= 7;
    }
    bytes[count++] = (byte) rest;
    add(Arrays.copyOf(bytes, count));
  }

  private void add(byte[] part) {
    parts.add(part);
    size += part.length;
  }
}
