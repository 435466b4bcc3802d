package io.murmuration.model.djl;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;

/** As {@link DirectLongs}, of floats. */
final class DirectFloats {
  private FloatBuffer floats = direct(0);

  /** Makes room for this many numbers and begins anew. */
  DirectFloats start(int count) {
    if (floats.capacity() < count) {
      floats = direct(count);
    }
    floats.clear().limit(count);
    return this;
  }

  DirectFloats put(float value, int times) {
    for (int i = 0; i < times; i++) {
      floats.put(value);
    }
    return this;
  }

  DirectFloats put(float[] values) {
    floats.put(values);
    return this;
  }

  /** What was put since the start. */
  FloatBuffer buffer() {
    return floats.flip();
  }

  private static FloatBuffer direct(int count) {
    return ByteBuffer.allocateDirect(count * Float.BYTES)
        .order(ByteOrder.nativeOrder())
        .asFloatBuffer();
  }
}
