package io.murmuration.model.inference;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ResultMemoryTest {
  private static final ModelIdentity MODEL = new ModelIdentity("writer", "1", "ab");
  private static final ModelIdentity ANOTHER = new ModelIdentity("writer", "2", "cd");
  private static final float[] RESULT = {0.1f, -2};

  @TempDir Path folder;

  @Test
  void knowsWhatAModelMadeOfAnInputAfterItWasOpenedAgain() throws Exception {
    try (ResultMemory<float[]> memory = open(new VectorCodec())) {
      memory.keep(MODEL, input("a"), RESULT);
    }

    try (ResultMemory<float[]> memory = open(new VectorCodec())) {
      assertThat(memory.find(MODEL, input("a")).get()).isEqualTo(RESULT);
      assertThat(memory.find(MODEL, input("b")).get()).isNull();
      assertThat(memory.find(ANOTHER, input("a")).get()).isNull();
    }
  }

  @Test
  void knowsNothingOfWhatItCannotRead() throws Exception {
    try (ResultMemory<float[]> memory = open(new OlderForm())) {
      memory.keep(MODEL, input("a"), RESULT);

      assertThat(memory.find(MODEL, input("a")).get()).isNull();
    }
  }

  /** Writes what the codec of today refuses. */
  private static final class OlderForm implements OutputCodec<float[]> {
    @Override
    public byte[] write(float[] output) {
      return input("older");
    }

    @Override
    public float[] read(byte[] bytes) {
      return new VectorCodec().read(bytes);
    }
  }

  private ResultMemory<float[]> open(OutputCodec<float[]> codec) {
    LocalMemory memory =
        new LocalMemory(folder.toString(), 1 << 20, Duration.ofDays(1), Duration.ofMinutes(1));
    return SharedModels.remember(memory, codec);
  }

  private static byte[] input(String text) {
    return text.getBytes(UTF_8);
  }
}
