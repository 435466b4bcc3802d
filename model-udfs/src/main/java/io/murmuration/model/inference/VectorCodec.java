package io.murmuration.model.inference;

import java.nio.ByteBuffer;

/** A vector as a byte that tells the form, then its numbers, big-endian; they keep every bit. */
public final class VectorCodec implements OutputCodec<float[]> {
  private static final byte FORM = 1;

  @Override
  public byte[] write(float[] vector) {
    ByteBuffer bytes = ByteBuffer.allocate(1 + vector.length * Float.BYTES).put(FORM);
    bytes.asFloatBuffer().put(vector);
    return bytes.array();
  }

  @Override
  public float[] read(byte[] bytes) {
    if (bytes.length % Float.BYTES != 1 || bytes[0] != FORM) {
      throw new IllegalArgumentException("not a vector: " + bytes.length + " bytes");
    }
    float[] vector = new float[bytes.length / Float.BYTES];
    ByteBuffer.wrap(bytes, 1, bytes.length - 1).asFloatBuffer().get(vector);
    return vector;
  }
}
