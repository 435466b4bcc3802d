package io.murmuration.model.duplicate;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;

class CosineThresholdTest {
  private static final double[] LEAST = {-1, 0, 0.3, 0.6, 0.9, 1};

  private final Random random = new Random(7);

  @Test
  void agreesWithTheCosineOnVectorsNearAndFar() {
    int near = 0;
    for (int i = 0; i < 20_000; i++) {
      byte[] one = vector(random.nextInt(70));
      byte[] other = mixed(one, random.nextDouble());
      double least = LEAST[i % LEAST.length];
      boolean isNear = QuantisedVector.cosine(one, other) >= least;
      near += isNear ? 1 : 0;

      boolean isReached = new CosineThreshold(one, least).isReachedBy(other);

      assertThat(isReached).as("%s against %s", isNear, least).isEqualTo(isNear);
    }
    assertThat(near).isBetween(5_000, 15_000);
  }

  /** Where the cosine is the threshold itself, nothing may be turned away by rounding. */
  @Test
  void isReachedByThatVeryCosine() {
    for (int i = 0; i < 20_000; i++) {
      byte[] one = vector(1 + random.nextInt(70));
      byte[] other = mixed(one, random.nextDouble());
      double cosine = QuantisedVector.cosine(one, other);

      boolean isReached = new CosineThreshold(one, cosine).isReachedBy(other);

      assertThat(isReached).isTrue();
    }
  }

  @Test
  void isNotReachedByAnotherLengthNorByNothing() {
    CosineThreshold near = new CosineThreshold(new byte[] {1, 1}, 0.6);

    boolean isReached = near.isReachedBy(new byte[] {1, 1, 1}) || near.isReachedBy(new byte[2]);

    assertThat(isReached).isFalse();
  }

  private byte[] vector(int length) {
    byte[] vector = new byte[length];
    for (int i = 0; i < length; i++) {
      vector[i] = (byte) (random.nextInt(255) - 127);
    }
    return vector;
  }

  private byte[] mixed(byte[] one, double share) {
    byte[] mixed = vector(one.length);
    for (int i = 0; i < mixed.length; i++) {
      mixed[i] = random.nextDouble() < share ? one[i] : mixed[i];
    }
    return mixed;
  }
}
