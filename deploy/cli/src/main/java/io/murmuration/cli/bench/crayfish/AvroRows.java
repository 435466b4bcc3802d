package io.murmuration.cli.bench.crayfish;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import org.apache.avro.io.BinaryDecoder;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.io.EncoderFactory;

/**
 * Avro's binary form of {@code {long, array<float>, array<float>}}; no prediction is an empty
 * array.
 */
final class AvroRows implements RowFormat {
  private static final int ABOUT_BYTES = 3_300;
  private static final float[] NONE = {};

  @Override
  public Scored read(byte[] bytes) throws IOException {
    BinaryDecoder in = DecoderFactory.get().binaryDecoder(bytes, null);
    return new Scored(in.readLong(), floats(in), floats(in));
  }

  private static float[] floats(BinaryDecoder in) throws IOException {
    float[] values = NONE;
    int count = 0;
    for (long block = in.readArrayStart(); block > 0; block = in.arrayNext()) {
      values = java.util.Arrays.copyOf(values, count + Math.toIntExact(block));
      while (count < values.length) {
        values[count++] = in.readFloat();
      }
    }
    return values;
  }

  @Override
  public byte[] write(Scored row) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(ABOUT_BYTES);
    BinaryEncoder out = EncoderFactory.get().binaryEncoder(bytes, null);
    out.writeLong(row.createdMillis());
    floats(out, row.features());
    floats(out, row.prediction() == null ? NONE : row.prediction());
    out.flush();
    return bytes.toByteArray();
  }

  private static void floats(BinaryEncoder out, float[] values) throws IOException {
    out.writeArrayStart();
    out.setItemCount(values.length);
    for (float value : values) {
      out.startItem();
      out.writeFloat(value);
    }
    out.writeArrayEnd();
  }
}
