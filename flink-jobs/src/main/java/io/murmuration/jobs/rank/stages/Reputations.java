package io.murmuration.jobs.rank.stages;

import io.murmuration.model.rank.Reputation;
import io.murmuration.model.rank.Tally;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;

/**
 * Reputations as bytes, which travel and are stored; null is that of what nobody has seen. The
 * first byte is the format; the first builds wrote two tallies without one.
 */
final class Reputations {
  private static final byte FORMAT = 1;
  private static final int TWO_TALLIES = 2 * (3 * Double.BYTES + Long.BYTES);

  private Reputations() {}

  /**
   * @throws IllegalArgumentException if a later build wrote it
   */
  static Reputation read(byte[] bytes) {
    if (bytes == null) {
      return new Reputation();
    }
    try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes))) {
      byte format = bytes.length == TWO_TALLIES ? FORMAT : in.readByte();
      if (format != FORMAT) {
        throw new IllegalArgumentException(
            "a reputation of format %d, where this build knows 1: restore it with the build that wrote it"
                .formatted(format));
      }
      return new Reputation(Tally.read(in), Tally.read(in));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static byte[] write(Reputation reputation) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(1 + TWO_TALLIES);
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      out.writeByte(FORMAT);
      reputation.lasting().write(out);
      reputation.now().write(out);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }
}
