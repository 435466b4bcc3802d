package io.murmuration.model.duplicate;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class FingerprinterTest {
  private static final String POST = "The night train to Vienna leaves from platform nine today";
  private static final float[] VECTOR = vector(1);

  private final Fingerprinter fingerprinter = new Fingerprinter();

  @Test
  void givesARepostTheClusterOfItsOriginal() {
    assertThat(of("RT @rail: " + POST.toUpperCase() + " https://t.co/a #vienna").cluster())
        .isEqualTo(of(POST).cluster());
  }

  @Test
  void givesOtherWordsAnotherCluster() {
    assertThat(of(POST.replace("nine", "ten")).cluster()).isNotEqualTo(of(POST).cluster());
  }

  /** Clusters are in records and buckets in savepoints: neither may change unseen. */
  @Test
  void neverChangesUnseen() {
    assertThat(Fingerprint.name(of(POST).cluster())).isEqualTo("8833e79a7b5b5f95");
    assertThat(of(POST).buckets())
        .containsExactly(
            "=8833e79a7b5b5f95",
            "^e7464f3a0fc7a20b model",
            "$b42d0e94c7ede64e model",
            "~0:170 model",
            "~1:231 model",
            "~2:127 model",
            "~3:113 model");
  }

  @Test
  void looksForAShortPostInNoBucketAndTellsItByWhomItAddresses() {
    assertThat(of("@united thank you").buckets()).isEmpty();
    assertThat(of("@united thank you").cluster())
        .isEqualTo(of("RT @me: @UNITED  Thank you").cluster())
        .isNotEqualTo(of("@jetblue thank you").cluster());
    assertThat(of("😂").cluster()).isNotEqualTo(of("🙏").cluster());
  }

  @Test
  void hasNothingToSayOfAPostWithoutText() {
    assertThat(fingerprinter.of(" \n\u200b", "model", VECTOR)).isEmpty();
  }

  @Test
  void putsNearVectorsIntoOneBucketAndFarOnesApart() {
    float[] near = VECTOR.clone();
    for (int i = 0; i < 8; i++) {
      near[i] = -near[i];
    }

    assertThat(shared("another text of five words", near)).isNotEmpty();
    assertThat(shared("another text of five words", vector(2))).isEmpty();
  }

  @Test
  void keepsTheVectorsOfTwoModelsApart() {
    Fingerprint other = fingerprinter.of(POST, "next", VECTOR).orElseThrow();

    assertThat(Stream.of(of(POST).buckets()).filter(Set.of(other.buckets())::contains))
        .containsExactly(of(POST).buckets()[0]);
  }

  private Stream<String> shared(String text, float[] vector) {
    Fingerprint other = fingerprinter.of(text, "model", vector).orElseThrow();
    return Arrays.stream(of(POST).buckets()).filter(Set.of(other.buckets())::contains);
  }

  private Fingerprint of(String text) {
    return fingerprinter.of(text, "model", VECTOR).orElseThrow();
  }

  private static float[] vector(long seed) {
    Random random = new Random(seed);
    float[] vector = new float[384];
    for (int i = 0; i < vector.length; i++) {
      vector[i] = (float) random.nextGaussian();
    }
    return vector;
  }
}
