package io.murmuration.model.generate.ad;

import io.murmuration.model.inference.OutputCodec;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;

/** A copy as a byte that tells the form, then its parts in order; the strain keeps every bit. */
public final class AdCopyCodec implements OutputCodec<AdCopy> {
  private static final byte FORM = 1;

  @Override
  public byte[] write(AdCopy copy) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      out.writeByte(FORM);
      out.writeUTF(copy.headline());
      out.writeUTF(copy.body());
      out.writeUTF(copy.callToAction());
      out.writeDouble(copy.strain());
    } catch (IOException e) {
      throw new UncheckedIOException("a copy's part is too long to be kept", e);
    }
    return bytes.toByteArray();
  }

  @Override
  public AdCopy read(byte[] bytes) {
    try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes))) {
      if (in.readByte() != FORM) {
        throw new IllegalArgumentException("a copy of another form");
      }
      AdCopy copy = new AdCopy(in.readUTF(), in.readUTF(), in.readUTF(), in.readDouble());
      if (in.read() >= 0) {
        throw new IllegalArgumentException("a copy with bytes behind it");
      }
      return copy;
    } catch (IOException e) {
      throw new IllegalArgumentException("not a copy: " + e, e);
    }
  }
}
