package io.murmuration.model.generate.weights;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.murmuration.model.inference.FatalInferenceException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SafetensorsReaderTest {
  @TempDir private Path folder;
  private Path file;

  @BeforeEach
  void file() {
    file = folder.resolve("model.safetensors");
  }

  @Test
  void readsWhatWasWritten() throws Exception {
    Map<String, FloatTensor> written =
        Map.of(
            "a", new FloatTensor(new int[] {2, 3}, new float[] {1, -2, 3, Float.MIN_VALUE, 0, 6}),
            "b", new FloatTensor(new int[] {1}, new float[] {7}),
            "none", new FloatTensor(new int[] {0, 4}, new float[0]));
    SafetensorsFiles.write(file, written);

    assertThat(SafetensorsReader.read(file)).usingRecursiveComparison().isEqualTo(written);
  }

  @Test
  void readsHalvesAndBrainFloats() throws Exception {
    String header =
        """
        {"half":{"dtype":"F16","shape":[6],"data_offsets":[0,12]},
         "brain":{"dtype":"BF16","shape":[2],"data_offsets":[12,16]}}""";
    int[] bits = {0x3c00, 0xc000, 0x0001, 0x7bff, 0xfc00, 0x3555, 0x3f80, 0xc049};
    byte[] data = new byte[2 * bits.length];
    for (int i = 0; i < bits.length; i++) {
      data[2 * i] = (byte) bits[i];
      data[2 * i + 1] = (byte) (bits[i] >> 8);
    }
    SafetensorsFiles.write(file, header, data);

    Map<String, FloatTensor> read = SafetensorsReader.read(file);

    assertThat(read.get("half").values())
        .containsExactly(1, -2, 0x1p-24f, 65504, Float.NEGATIVE_INFINITY, 0.33325195f);
    assertThat(read.get("brain").values()).containsExactly(1, -3.140625f);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"a\" | its header is no JSON",
        "[1] | its header is no JSON object",
        "{\"a\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[0,4]}} | it ends at byte",
        "{\"a\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[0,4]}} | the place of a don't agree",
        "{\"a\":{\"dtype\":\"F32\",\"shape\":[-1],\"data_offsets\":[0,4]}} | the place of a don't",
        "{\"a\":{\"dtype\":\"I8\",\"shape\":[1],\"data_offsets\":[0,1]}} | a is of type 'I8', only F32",
      })
  void saysWhatIsWrong(String header, String message) throws Exception {
    SafetensorsFiles.write(file, header);

    assertThatThrownBy(() -> SafetensorsReader.read(file))
        .isInstanceOf(FatalInferenceException.class)
        .hasMessageContaining(file.toString())
        .hasMessageContaining(message);
  }

  @Test
  void saysThatTheFileIsMissing() {
    assertThatThrownBy(() -> SafetensorsReader.read(file))
        .isInstanceOf(FatalInferenceException.class)
        .hasMessage("the model's file " + file + " is missing");
  }

  @Test
  void failsOnlyForGoodWhateverTheDamage() throws Exception {
    float[] numbers = {1, 2, 3, 4};
    SafetensorsFiles.write(file, Map.of("a", new FloatTensor(new int[] {2, 2}, numbers)));
    byte[] whole = Files.readAllBytes(file);
    Random random = new Random(1);

    for (int i = 0; i < 2_000; i++) {
      byte[] damaged = Arrays.copyOf(whole, random.nextInt(whole.length + 1));
      if (damaged.length > 0) {
        damaged[random.nextInt(damaged.length)] ^= (byte) (1 << random.nextInt(8));
      }
      Files.write(file, damaged);
      readOrRefuse();
    }
  }

  private void readOrRefuse() {
    try {
      SafetensorsReader.read(file);
    } catch (FatalInferenceException e) {
      assertThat(e).hasMessageContaining(file.toString());
    }
  }
}
