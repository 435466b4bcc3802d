package io.murmuration.model.generate.weights;

import io.murmuration.model.inference.FatalInferenceException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/**
 * A binary file read from front to back, little endian, never beyond its end: what a damaged length
 * asks for is not allocated.
 */
final class WeightFile implements AutoCloseable {
  private static final int MAX_TEXT_BYTES = 64 << 20;

  private final Path path;
  private final FileChannel channel;
  private final long size;
  private final ByteBuffer window = little(1 << 16).limit(0);
  private long windowEnd;

  private WeightFile(Path path, FileChannel channel) throws IOException {
    this.path = path;
    this.channel = channel;
    this.size = channel.size();
  }

  static WeightFile open(Path path) {
    try {
      return new WeightFile(path, FileChannel.open(path));
    } catch (NoSuchFileException e) {
      throw new FatalInferenceException("the model's file " + path + " is missing", e);
    } catch (IOException e) {
      throw new FatalInferenceException(path + " can't be read: " + e.getMessage(), e);
    }
  }

  long size() {
    return size;
  }

  long position() {
    return windowEnd - window.remaining();
  }

  int readInt() {
    return ahead(Integer.BYTES).getInt();
  }

  long readLong() {
    return ahead(Long.BYTES).getLong();
  }

  byte readByte() {
    return ahead(Byte.BYTES).get();
  }

  short readShort() {
    return ahead(Short.BYTES).getShort();
  }

  /** UTF-8. */
  String readText(long bytes) {
    if (bytes < 0 || bytes > MAX_TEXT_BYTES) {
      throw damaged("a text of %d bytes at byte %d".formatted(bytes, position()));
    }
    return StandardCharsets.UTF_8.decode(bytes(position(), bytes)).toString();
  }

  float[] readFloats(int count) {
    return floats(position(), FloatFormat.F32, count);
  }

  /** From an absolute place; the next read goes on behind it. */
  float[] floats(long offset, FloatFormat format, int count) {
    float[] values = new float[checked(offset, (long) count * format.bytes) / format.bytes];
    format.read(bytes(offset, (long) count * format.bytes), values);
    return values;
  }

  FatalInferenceException damaged(String what) {
    return new FatalInferenceException(
        "%s is damaged or no such file: %s; fetch the model again".formatted(path, what));
  }

  FatalInferenceException unsupported(String what) {
    return new FatalInferenceException(path + ": " + what);
  }

  private ByteBuffer bytes(long offset, long count) {
    ByteBuffer bytes = little(checked(offset, count));
    fill(bytes, offset);
    windowEnd = offset + count;
    window.limit(0);
    return bytes;
  }

  private ByteBuffer ahead(int bytes) {
    if (window.remaining() < bytes) {
      long from = position();
      checked(from, bytes);
      window.clear().limit((int) Math.min(window.capacity(), size - from));
      fill(window, from);
      windowEnd = from + window.limit();
    }
    return window;
  }

  private int checked(long offset, long count) {
    if (offset < 0 || count < 0 || count > Integer.MAX_VALUE - Long.BYTES) {
      throw damaged("%d bytes at byte %d".formatted(count, offset));
    }
    if (offset > size - count) {
      throw damaged(
          "it ends at byte %d, within the %d bytes from %d".formatted(size, count, offset));
    }
    return (int) count;
  }

  private void fill(ByteBuffer bytes, long offset) {
    try {
      while (bytes.hasRemaining()) {
        if (channel.read(bytes, offset + bytes.position()) < 0) {
          throw damaged("it grew shorter while it was read");
        }
      }
      bytes.flip();
    } catch (IOException e) {
      throw new FatalInferenceException(path + " can't be read: " + e.getMessage(), e);
    }
  }

  private static ByteBuffer little(int bytes) {
    return ByteBuffer.allocate(bytes).order(ByteOrder.LITTLE_ENDIAN);
  }

  @Override
  public void close() {
    try {
      channel.close();
    } catch (IOException e) {
      throw new FatalInferenceException(path + " can't be closed: " + e.getMessage(), e);
    }
  }
}
