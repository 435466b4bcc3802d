package io.murmuration.cli.diff;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.awt.Color;
import java.awt.image.BufferedImage;
import java.util.List;
import org.junit.jupiter.api.Test;

class SimilarityTest {
  @Test
  void isOneForTheSameAndLessForTheRest() {
    assertThat(Similarity.cosine(List.of(1f, 2f), List.of(2f, 4f))).isEqualTo(1, within(1e-9));
    assertThat(Similarity.cosine(List.of(1f, 0f), List.of(0f, 1f))).isZero();
    assertThat(Similarity.cosine(List.of(1f), List.of(1f, 0f))).isZero();
    assertThat(Similarity.overlap(List.of("a", "b", "c"), List.of("b", "a", "d"), 2)).isEqualTo(1);
    assertThat(Similarity.overlap(List.of("a", "b"), List.of("c"), 9)).isZero();
    assertThat(Similarity.overlap(List.of(), List.of(), 9)).isEqualTo(1);
    assertThat(Similarity.text("kitten", "sitting")).isEqualTo(1 - 3 / 7.0, within(1e-9));
    assertThat(Similarity.text("👩🏽‍🚀", "👩🏽‍🚀")).isEqualTo(1);
  }

  @Test
  void ranksByWhatBothHave() {
    assertThat(Similarity.rankCorrelation(List.of("a", "b", "c"), List.of("a", "x", "b", "c")))
        .hasValue(1);
    assertThat(Similarity.rankCorrelation(List.of("a", "b"), List.of("b", "a"))).hasValue(-1);
    assertThat(Similarity.rankCorrelation(List.of("a"), List.of("a"))).isEmpty();
  }

  @Test
  void seesThroughTheSizeOfAPicture() {
    assertThat(PictureHash.hash(ramp(64))).isEqualTo(PictureHash.hash(ramp(640)));
    assertThat(PictureHash.hash(ramp(64))).isNotZero();
  }

  private static BufferedImage ramp(int side) {
    BufferedImage picture = new BufferedImage(side, side, BufferedImage.TYPE_INT_RGB);
    for (int x = 0; x < side; x++) {
      int grey = 255 * x / side;
      for (int y = 0; y < side; y++) {
        picture.setRGB(x, y, new Color(grey, grey, grey).getRGB());
      }
    }
    return picture;
  }
}
