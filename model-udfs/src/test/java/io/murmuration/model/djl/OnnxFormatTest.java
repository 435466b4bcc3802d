package io.murmuration.model.djl;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OnnxFormatTest {
  private static final int CHUNK = 1 << 20;

  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(ints = {0, CHUNK - 20, CHUNK - 10, CHUNK, 2 * CHUNK + 5})
  void claimsNothingForANetworkThatQuantisesAsItRuns(int at) throws Exception {
    byte[] name = "DynamicQuantizeLinear".getBytes(StandardCharsets.US_ASCII);
    byte[] file = new byte[at + name.length + 7];
    System.arraycopy(name, 0, file, at, name.length);
    Files.write(folder.resolve("model.onnx"), file);

    assertThat(new OnnxFormat().sameBytesOnCpu(folder)).isFalse();
  }

  @Test
  void claimsSameBytesForOneWhoseNumbersAreSettled() throws Exception {
    Files.writeString(folder.resolve("model.onnx"), "MatMulInteger QuantizeLinear Dynamic");

    assertThat(new OnnxFormat().sameBytesOnCpu(folder)).isTrue();
  }
}
