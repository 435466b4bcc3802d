package io.murmuration.model.djl;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.LongBuffer;

/** Numbers outside of Java's heap, where the engine reads them in place; used again and again. */
final class DirectLongs {
  private LongBuffer longs = direct(0);

  /** Makes room for this many numbers and begins anew. */
  DirectLongs start(int count) {
    if (longs.capacity() < count) {
      longs = direct(count);
    }
    longs.clear().limit(count);
    return this;
  }

  DirectLongs put(long value) {
    longs.put(value);
    return this;
  }

  /** What was put since the start. */
  LongBuffer buffer() {
    return longs.flip();
  }

  private static LongBuffer direct(int count) {
    return ByteBuffer.allocateDirect(count * Long.BYTES)
        .order(ByteOrder.nativeOrder())
        .asLongBuffer();
  }
}
