package io.murmuration.model.generate.weights;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.murmuration.model.inference.FatalInferenceException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class Llama2cReaderTest {
  @TempDir private Path folder;

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void readsWhatWasWritten(boolean tied) throws Exception {
    DecoderWeights written = RandomWeights.of(config(tied), 1);

    assertThat(Llama2cReader.read(file(bytes(written))))
        .usingRecursiveComparison()
        .isEqualTo(written);
  }

  @Test
  void saysWhereAFileIsCutOff() throws Exception {
    byte[] bytes = bytes(RandomWeights.of(config(true), 1));

    assertRefused(Arrays.copyOf(bytes, bytes.length - 4), "it ends at byte " + (bytes.length - 4));
    assertRefused(Arrays.copyOf(bytes, 10), "it ends at byte 10");
  }

  @Test
  void saysThatAFileIsTooLong() throws Exception {
    byte[] bytes = bytes(RandomWeights.of(config(true), 1));

    assertRefused(
        Arrays.copyOf(bytes, bytes.length + 8), "it has 8 bytes more than its header asks");
  }

  @Test
  void saysThatAHeaderMakesNoSense() throws Exception {
    byte[] bytes = bytes(RandomWeights.of(config(true), 1));
    bytes[16] = 3;

    assertRefused(bytes, "its header says heads must be a multiple of kvHeads: 4, 3");
  }

  private void assertRefused(byte[] bytes, String message) throws Exception {
    Path file = file(bytes);

    assertThatThrownBy(() -> Llama2cReader.read(file))
        .isInstanceOf(FatalInferenceException.class)
        .hasMessageContaining(file + " is damaged")
        .hasMessageContaining(message);
  }

  private Path file(byte[] bytes) throws Exception {
    return Files.write(folder.resolve("model.bin"), bytes);
  }

  private static byte[] bytes(DecoderWeights weights) {
    LlamaConfig config = weights.config();
    ByteBuffer file = ByteBuffer.allocate(1 << 20).order(ByteOrder.LITTLE_ENDIAN);
    file.putInt(config.hidden()).putInt(config.intermediate()).putInt(config.layers());
    file.putInt(config.heads()).putInt(config.kvHeads());
    file.putInt(config.tiedEmbeddings() ? config.vocabulary() : -config.vocabulary());
    file.putInt(config.maxPositions());
    put(file, weights.values(DecoderWeights.EMBEDDING));
    for (LayerTensor each :
        new LayerTensor[] {
          LayerTensor.ATTENTION_NORM,
          LayerTensor.QUERY,
          LayerTensor.KEY,
          LayerTensor.VALUE,
          LayerTensor.ATTENTION_OUTPUT,
          LayerTensor.FEED_FORWARD_NORM,
          LayerTensor.GATE,
          LayerTensor.DOWN,
          LayerTensor.UP
        }) {
      for (int layer = 0; layer < config.layers(); layer++) {
        put(file, weights.values(layer, each));
      }
    }
    put(file, weights.values(DecoderWeights.FINAL_NORM));
    put(file, new float[config.maxPositions() * config.headDim()]);
    if (!config.tiedEmbeddings()) {
      put(file, weights.values(DecoderWeights.OUTPUT));
    }
    return Arrays.copyOf(file.array(), file.position());
  }

  private static void put(ByteBuffer file, float[] values) {
    for (float value : values) {
      file.putFloat(value);
    }
  }

  private static LlamaConfig config(boolean tied) {
    return new LlamaConfig(2, 16, 4, 2, 4, 24, 11, 32, 10_000, 1e-5, tied, RopePairing.INTERLEAVED);
  }
}
