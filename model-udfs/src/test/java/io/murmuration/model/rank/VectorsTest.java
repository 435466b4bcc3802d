package io.murmuration.model.rank;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class VectorsTest {
  /** As states were written before: they are read for as long as they live. */
  @ParameterizedTest
  @ValueSource(ints = {0, 1, 384})
  void writesTheBytesOfNumberAfterNumber(int length) throws IOException {
    float[] vector = vector(length);
    ByteArrayOutputStream one = new ByteArrayOutputStream();
    DataOutputStream oneByOne = new DataOutputStream(one);
    oneByOne.writeInt(length);
    for (float number : vector) {
      oneByOne.writeFloat(number);
    }
    ByteArrayOutputStream whole = new ByteArrayOutputStream();

    Vectors.write(vector, new DataOutputStream(whole));

    assertThat(whole.toByteArray()).isEqualTo(one.toByteArray());
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 384})
  void readsWhatItWroteAndNoByteMore(int length) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    DataOutputStream out = new DataOutputStream(bytes);
    Vectors.write(vector(length), out);
    out.writeInt(7);
    DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes.toByteArray()));

    float[] read = Vectors.read(in);

    assertThat(read).isEqualTo(vector(length));
    assertThat(in.readInt()).isEqualTo(7);
  }

  private static float[] vector(int length) {
    float[] vector = new float[length];
    for (int i = 0; i < length; i++) {
      vector[i] = (i - 100) / 7f;
    }
    return vector;
  }
}
