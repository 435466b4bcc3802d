package io.murmuration.model.embed;

import io.murmuration.model.inference.OutputCodec;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;

/** An encoding as a byte that tells the form, then its parts in order; floats keep every bit. */
public final class PostEncodingCodec implements OutputCodec<PostEncoding> {
  private static final byte FORM = 1;
  private static final int MAX_COUNT = 1 << 16;

  @Override
  public byte[] write(PostEncoding encoding) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(64 + 4 * encoding.vector().length);
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      out.writeByte(FORM);
      out.writeUTF(encoding.language());
      writeFloats(out, encoding.vector());
      out.writeInt(encoding.topics().length);
      for (String topic : encoding.topics()) {
        out.writeUTF(topic);
      }
      writeFloats(out, encoding.topicScores());
      out.writeBoolean(encoding.sentiment() != null);
      if (encoding.sentiment() != null) {
        out.writeUTF(encoding.sentiment());
      }
      out.writeInt(Float.floatToRawIntBits(encoding.sentimentScore()));
      out.writeInt(Float.floatToRawIntBits(encoding.toxicity()));
      out.writeInt(Float.floatToRawIntBits(encoding.spam()));
    } catch (IOException e) {
      throw new UncheckedIOException("an encoding's label is too long to be kept", e);
    }
    return bytes.toByteArray();
  }

  @Override
  public PostEncoding read(byte[] bytes) {
    try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes))) {
      if (in.readByte() != FORM) {
        throw new IllegalArgumentException("an encoding of another form");
      }
      String language = in.readUTF();
      float[] vector = readFloats(in);
      String[] topics = new String[readCount(in)];
      for (int i = 0; i < topics.length; i++) {
        topics[i] = in.readUTF();
      }
      PostEncoding encoding =
          new PostEncoding(
              language,
              vector,
              topics,
              readFloats(in),
              in.readBoolean() ? in.readUTF() : null,
              Float.intBitsToFloat(in.readInt()),
              Float.intBitsToFloat(in.readInt()),
              Float.intBitsToFloat(in.readInt()));
      if (in.read() >= 0) {
        throw new IllegalArgumentException("an encoding with bytes behind it");
      }
      return encoding;
    } catch (IOException e) {
      throw new IllegalArgumentException("not an encoding: " + e, e);
    }
  }

  private static void writeFloats(DataOutputStream out, float[] values) throws IOException {
    out.writeInt(values.length);
    byte[] bytes = new byte[values.length * Float.BYTES];
    ByteBuffer.wrap(bytes).asFloatBuffer().put(values);
    out.write(bytes);
  }

  private static float[] readFloats(DataInputStream in) throws IOException {
    float[] values = new float[readCount(in)];
    byte[] bytes = new byte[values.length * Float.BYTES];
    in.readFully(bytes);
    ByteBuffer.wrap(bytes).asFloatBuffer().get(values);
    return values;
  }

  private static int readCount(DataInputStream in) throws IOException {
    int count = in.readInt();
    if (count < 0 || count > MAX_COUNT) {
      throw new IllegalArgumentException("an encoding with %d numbers".formatted(count));
    }
    return count;
  }
}
