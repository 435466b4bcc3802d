package io.murmuration.model.generate;

import io.murmuration.model.generate.weights.LlamaConfig;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;

/**
 * Keys and values of the sequences of one length, outside of Java's heap so that an engine can read
 * them in place. For each layer two parts, keys and values, each {@code
 * [slots+1,kvHeads,length,headDim]}; the spare slot lets an engine add a row that nobody reads. Not
 * thread-safe.
 */
public final class KeyValueCache {
  private final int length;
  private final int kvHeads;
  private final int headDim;
  private final FloatBuffer[] parts;

  public KeyValueCache(LlamaConfig config, int slots, int length) {
    this.length = length;
    this.kvHeads = config.kvHeads();
    this.headDim = config.headDim();
    this.parts = new FloatBuffer[2 * config.layers()];
    long bytes = (slots + 1L) * config.keyWidth() * length * Float.BYTES;
    for (int i = 0; i < parts.length; i++) {
      parts[i] =
          ByteBuffer.allocateDirect(Math.toIntExact(bytes))
              .order(ByteOrder.nativeOrder())
              .asFloatBuffer();
    }
  }

  /** Positions a slot. */
  public int length() {
    return length;
  }

  public int parts() {
    return parts.length;
  }

  /** A view of {@code [count,kvHeads,length,headDim]}. */
  public FloatBuffer view(int part, int firstSlot, int count) {
    return parts[part].slice(firstSlot * slotSize(), count * slotSize());
  }

  /** Writes a row's new entries behind the first {@code at} positions of a slot. */
  void write(StepOutput output, int row, int slot, int at, int count) {
    int rowLength = output.entries().length / (parts.length * output.rows() * kvHeads);
    for (int part = 0; part < parts.length; part++) {
      for (int head = 0; head < kvHeads; head++) {
        int from = ((part * output.rows() + row) * kvHeads + head) * rowLength;
        parts[part].put(place(slot, head, at), output.entries(), from, count * headDim);
      }
    }
  }

  /** The first positions of a slot, as {@link #restore} takes them. */
  float[] copy(int slot, int positions) {
    int size = positions * headDim;
    float[] copy = new float[parts.length * kvHeads * size];
    for (int i = 0; i < parts.length * kvHeads; i++) {
      parts[i / kvHeads].get(place(slot, i % kvHeads, 0), copy, i * size, size);
    }
    return copy;
  }

  void restore(int slot, float[] copy, int positions) {
    int size = positions * headDim;
    for (int i = 0; i < parts.length * kvHeads; i++) {
      parts[i / kvHeads].put(place(slot, i % kvHeads, 0), copy, i * size, size);
    }
  }

  /** All of one slot into another. */
  void move(int from, int to) {
    for (FloatBuffer part : parts) {
      part.put(to * slotSize(), part, from * slotSize(), slotSize());
    }
  }

  /** For a new sequence: a mask lets through what isn't finite, and the last bits of what is. */
  void clear(int slot) {
    float[] zeros = new float[slotSize()];
    for (FloatBuffer part : parts) {
      part.put(slot * slotSize(), zeros);
    }
  }

  private int slotSize() {
    return kvHeads * length * headDim;
  }

  private int place(int slot, int head, int position) {
    return ((slot * kvHeads + head) * length + position) * headDim;
  }
}
