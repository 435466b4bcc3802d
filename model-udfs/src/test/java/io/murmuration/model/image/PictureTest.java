package io.murmuration.model.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PictureTest {
  @Test
  void turnsPlanesIntoPixelsAndClipsWhatIsBeyond() {
    Picture picture = Picture.ofPlanes(new float[] {9, -1, 1, 0, 3, -7, 1}, 1, 2, 1);

    assertThat(picture.pixel(0, 0)).isEqualTo(0x008000);
    assertThat(picture.pixel(1, 0)).isEqualTo(0xffffff);
  }

  @ParameterizedTest
  @ValueSource(floats = {Float.NaN, Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY})
  void refusesWhatIsNoFiniteNumber(float value) {
    assertThatThrownBy(() -> Picture.ofPlanes(new float[] {0, 0, value}, 0, 1, 1))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("the picture holds " + value);
  }

  @Test
  void refusesBytesOfAnotherSize() {
    assertThatThrownBy(() -> new Picture(2, 2, new byte[4]))
        .hasMessage("4 bytes are no picture of 2 x 2 pixels");
  }
}
