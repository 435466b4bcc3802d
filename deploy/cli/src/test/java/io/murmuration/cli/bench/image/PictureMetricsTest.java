package io.murmuration.cli.bench.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.murmuration.model.image.ImageBrief;
import io.murmuration.model.image.Picture;
import java.util.List;
import java.util.function.IntUnaryOperator;
import org.junit.jupiter.api.Test;

class PictureMetricsTest {
  private static final int SIDE = 128;

  @Test
  void knowsTheLabOfColours() {
    Lab red = Lab.of(0xff0000);

    assertThat(red.l()).isCloseTo(53.24, within(0.01));
    assertThat(red.a()).isCloseTo(80.09, within(0.01));
    assertThat(red.b()).isCloseTo(67.20, within(0.01));
    assertThat(Lab.of(0xffffff).l()).isCloseTo(100, within(0.01));
  }

  @Test
  void measuresToTheNearestPointBetweenTwoColours() {
    Lab grey = new Lab(50, 3, 4);

    assertThat(grey.distanceTo(Lab.WHITE, Lab.BLACK)).isCloseTo(5, within(1e-9));
    assertThat(grey.distanceTo(Lab.BLACK, Lab.BLACK)).isCloseTo(Math.sqrt(2525), within(1e-9));
  }

  @Test
  void findsNoDistanceInThePaletteItself() {
    Picture half = picture(i -> i % SIDE < 64 ? 0x6f4e37 : 0xffffff);

    assertThat(PictureMetrics.paletteDistance(half, List.of("#6F4E37"))).isCloseTo(0, within(0.02));
    assertThat(PictureMetrics.paletteDistance(half, List.of("#118AB2"))).isGreaterThan(8);
  }

  @Test
  void leavesRoomForTextOnCalmGroundOnly() {
    Picture half = picture(i -> i / SIDE < 64 || (i + i / SIDE) % 2 == 0 ? 0xf0f0f0 : 0x303030);

    assertThat(PictureMetrics.textRoom(picture(i -> 0x777777))).isEqualTo(1);
    assertThat(PictureMetrics.textRoom(half)).isEqualTo(0.5);
  }

  @Test
  void drawsTheGradientFromTheFirstColourToTheLast() {
    ImageBrief brief = new ImageBrief("tech", "calm", List.of("#000000", "#FF0000", "#FFFFFF"), 1);
    Picture gradient = Gradient.of(brief, SIDE, SIDE);

    assertThat(gradient.pixel(0, 0)).isZero();
    assertThat(gradient.pixel(SIDE - 1, SIDE - 1)).isEqualTo(0xffffff);
    assertThat(gradient.pixel(SIDE - 1, 0)).isEqualTo(0xff0000);
  }

  private static Picture picture(IntUnaryOperator colourOf) {
    byte[] rgb = new byte[SIDE * SIDE * 3];
    for (int i = 0; i < SIDE * SIDE; i++) {
      int colour = colourOf.applyAsInt(i);
      rgb[3 * i] = (byte) (colour >> 16);
      rgb[3 * i + 1] = (byte) (colour >> 8);
      rgb[3 * i + 2] = (byte) colour;
    }
    return new Picture(SIDE, SIDE, rgb);
  }
}
