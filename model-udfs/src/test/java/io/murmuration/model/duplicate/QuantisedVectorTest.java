package io.murmuration.model.duplicate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class QuantisedVectorTest {
  @Test
  void keepsTheAngleBetweenVectors() {
    byte[] a = QuantisedVector.of(new float[] {0.3f, 0.4f, 0});
    byte[] b = QuantisedVector.of(new float[] {0.6f, 0.8f, 0});
    byte[] c = QuantisedVector.of(new float[] {0.4f, -0.3f, 0});

    assertThat(QuantisedVector.cosine(a, b)).isCloseTo(1, within(0.001));
    assertThat(QuantisedVector.cosine(a, c)).isCloseTo(0, within(0.001));
  }

  @Test
  void isNearNothingWithoutLengthOrOfAnotherLength() {
    byte[] zero = QuantisedVector.of(new float[3]);

    assertThat(QuantisedVector.cosine(zero, zero)).isZero();
    assertThat(QuantisedVector.cosine(new byte[] {1, 1}, new byte[] {1, 1, 1})).isZero();
  }
}
