package io.murmuration.model.generate.ad;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class AdCopyCodecTest {
  private static final AdCopy COPY = new AdCopy("Café ☕", "Half an emoji: \uD83D", "Go", 0.1);

  private final AdCopyCodec codec = new AdCopyCodec();

  @Test
  void readsWhatItWroteToTheLastBit() {
    assertThat(codec.read(codec.write(COPY))).isEqualTo(COPY);
  }

  @Test
  void refusesWhatIsCutLongerOrOfAnotherForm() {
    byte[] whole = codec.write(COPY);
    byte[] another = whole.clone();
    another[0]++;

    for (byte[] bytes :
        new byte[][] {
          {},
          Arrays.copyOf(whole, whole.length - 1),
          Arrays.copyOf(whole, whole.length + 1),
          another
        }) {
      assertThatThrownBy(() -> codec.read(bytes)).isInstanceOf(IllegalArgumentException.class);
    }
  }
}
