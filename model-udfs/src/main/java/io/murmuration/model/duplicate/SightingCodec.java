package io.murmuration.model.duplicate;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/**
 * Sightings as bytes, for state that is read and written at every post: a version, then each with
 * its stamp, its cluster, and its vector after the vector's length. Big-endian.
 */
public final class SightingCodec {
  private static final byte VERSION = 1;
  private static final int HEAD_BYTES = 2 * Long.BYTES + Short.BYTES;

  private SightingCodec() {}

  /**
   * @throws IllegalArgumentException if a vector has more than {@link Short#MAX_VALUE} numbers
   */
  public static byte[] write(List<Sighting> sightings) {
    int bytes = Byte.BYTES;
    for (Sighting sighting : sightings) {
      bytes += HEAD_BYTES + sighting.vector().length;
    }
    ByteBuffer out = ByteBuffer.allocate(bytes).put(VERSION);
    for (Sighting sighting : sightings) {
      byte[] vector = sighting.vector();
      if (vector.length > Short.MAX_VALUE) {
        throw new IllegalArgumentException("a vector of " + vector.length + " numbers");
      }
      out.putLong(sighting.stamp()).putLong(sighting.cluster());
      out.putShort((short) vector.length).put(vector);
    }
    return out.array();
  }

  /**
   * @throws IllegalArgumentException if they were written by a version that this one doesn't know
   */
  public static List<Sighting> read(byte[] bytes) {
    ByteBuffer in = ByteBuffer.wrap(bytes);
    byte version = in.get();
    if (version != VERSION) {
      throw new IllegalArgumentException("sightings of version " + version + ", not " + VERSION);
    }
    List<Sighting> sightings = new ArrayList<>();
    while (in.hasRemaining()) {
      long stamp = in.getLong();
      long cluster = in.getLong();
      byte[] vector = new byte[in.getShort()];
      in.get(vector);
      sightings.add(new Sighting(stamp, cluster, vector));
    }
    return sightings;
  }
}
