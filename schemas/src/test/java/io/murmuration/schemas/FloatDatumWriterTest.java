package io.murmuration.schemas;

import static org.assertj.core.api.Assertions.assertThat;

import io.murmuration.event.Embedding;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import org.apache.avro.Schema;
import org.apache.avro.generic.PrimitivesArrays.FloatArray;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.DatumWriter;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificDatumWriter;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FloatDatumWriterTest {
  private static final Schema SCHEMA = Embedding.getClassSchema();
  private static final SpecificData DATA = SpecificData.getForSchema(SCHEMA);

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 384})
  void writesTheBytesThatAvrosOwnWriterWritesOfAList(int size) throws IOException {
    FloatArray floats = new FloatArray(size, SCHEMA.getField("values").schema());
    for (int i = 0; i < size; i++) {
      floats.add(i, i == 7 ? Float.MIN_VALUE : 1f / (i + 1));
    }

    byte[] written = bytes(new FloatDatumWriter<>(SCHEMA, DATA), floats);

    assertThat(written)
        .isEqualTo(bytes(new SpecificDatumWriter<>(SCHEMA, DATA), List.copyOf(floats)));
  }

  private static byte[] bytes(DatumWriter<Embedding> writer, List<Float> values)
      throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    BinaryEncoder encoder = EncoderFactory.get().binaryEncoder(out, null);
    writer.write(new Embedding("m", "1", values), encoder);
    encoder.flush();
    return out.toByteArray();
  }
}
