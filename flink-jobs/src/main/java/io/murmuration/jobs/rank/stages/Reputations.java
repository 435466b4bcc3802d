package io.murmuration.jobs.rank.stages;

import io.murmuration.model.rank.Reputation;
import io.murmuration.model.rank.Tally;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;

/** Reputations as bytes, which travel and are stored; null is that of what nobody has seen. */
final class Reputations {
  private Reputations() {}

  static Reputation read(byte[] bytes) {
    if (bytes == null) {
      return new Reputation();
    }
    try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes))) {
      return new Reputation(Tally.read(in), Tally.read(in));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static byte[] write(Reputation reputation) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      reputation.lasting().write(out);
      reputation.now().write(out);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }
}
