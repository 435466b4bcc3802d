package io.murmuration.model.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class GaussianNoiseTest {
  private static final int COUNT = 200_000;

  @Test
  void isNormalWithTheDeviationAskedFor() {
    float[] noise = noise(1, 0.5f);

    double mean = IntStream.range(0, COUNT).mapToDouble(i -> noise[i]).average().orElseThrow();
    double within = IntStream.range(0, COUNT).filter(i -> Math.abs(noise[i]) < 0.5).count();
    double square =
        IntStream.range(0, COUNT).mapToDouble(i -> noise[i] * noise[i]).average().orElseThrow();
    assertThat(mean).isCloseTo(0, within(0.005));
    assertThat(square).isCloseTo(0.25, within(0.005));
    assertThat(within / COUNT).isCloseTo(0.6827, within(0.005));
  }

  @Test
  void differsFromSeedToSeed() {
    float[] one = noise(1, 1);
    float[] next = noise(2, 1);

    double product =
        IntStream.range(0, COUNT).mapToDouble(i -> one[i] * next[i]).average().orElseThrow();
    assertThat(product).isCloseTo(0, within(0.01));
  }

  /** Another generator would change every picture of a released model. */
  @Test
  void staysTheSameEverywhereAndForever() {
    assertThat(Arrays.copyOf(noise(42, 1), 4))
        .containsExactly(0.718919873f, 1.13860595f, 0.576062143f, 0.179305211f);
  }

  private static float[] noise(long seed, float deviation) {
    float[] noise = new float[COUNT];
    GaussianNoise.fill(seed, deviation, noise, 0, COUNT);
    return noise;
  }
}
