package io.murmuration.cli.bench.image;

import io.murmuration.model.image.Picture;
import java.util.List;

/** What can be said of a picture without an eye. */
final class PictureMetrics {
  /** Half the width and three sixteenths of the height: a headline of one or two lines. */
  private static final int BOX_WIDTH = 64;

  private static final int BOX_HEIGHT = 24;
  private static final int STRIDE = 8;

  /** WCAG 2's AA for text of normal size. */
  private static final double CONTRAST = 4.5;

  /** The deviation of lightness above which a ground is no longer calm, of 100. */
  private static final double CALM = 5;

  private PictureMetrics() {}

  /**
   * The mean CIE76 distance of the pixels to the nearest mixture of a colour of the palette with
   * white, black or another of its colours.
   */
  static double paletteDistance(Picture picture, List<String> palette) {
    List<Lab> colours = palette.stream().map(text -> Lab.of(Integer.decode(text))).toList();
    double sum = 0;
    for (int i = 0; i < picture.width() * picture.height(); i++) {
      sum += distance(Lab.of(picture.pixel(i % picture.width(), i / picture.width())), colours);
    }
    return sum / (picture.width() * picture.height());
  }

  private static double distance(Lab pixel, List<Lab> colours) {
    double least = Double.MAX_VALUE;
    for (int i = 0; i < colours.size(); i++) {
      Lab colour = colours.get(i);
      least = Math.min(least, pixel.distanceTo(colour, Lab.WHITE));
      least = Math.min(least, pixel.distanceTo(colour, Lab.BLACK));
      for (Lab other : colours.subList(i + 1, colours.size())) {
        least = Math.min(least, pixel.distanceTo(colour, other));
      }
    }
    return least;
  }

  /**
   * The share of the picture that boxes for text cover: calm in lightness, and every pixel with a
   * contrast of 4.5 to 1 against the same ink, white or black.
   */
  static double textRoom(Picture picture) {
    boolean[] covered = new boolean[picture.width() * picture.height()];
    for (int top = 0; top + BOX_HEIGHT <= picture.height(); top += STRIDE) {
      for (int left = 0; left + BOX_WIDTH <= picture.width(); left += STRIDE) {
        if (textStands(picture, left, top)) {
          for (int y = top; y < top + BOX_HEIGHT; y++) {
            int row = y * picture.width();
            java.util.Arrays.fill(covered, row + left, row + left + BOX_WIDTH, true);
          }
        }
      }
    }
    int count = 0;
    for (boolean each : covered) {
      count += each ? 1 : 0;
    }
    return (double) count / covered.length;
  }

  private static boolean textStands(Picture picture, int left, int top) {
    double darkest = 1;
    double lightest = 0;
    double sum = 0;
    double squares = 0;
    for (int i = 0; i < BOX_WIDTH * BOX_HEIGHT; i++) {
      int rgb = picture.pixel(left + i % BOX_WIDTH, top + i / BOX_WIDTH);
      double luminance = Lab.luminance(rgb);
      darkest = Math.min(darkest, luminance);
      lightest = Math.max(lightest, luminance);
      double lightness = Lab.of(rgb).l();
      sum += lightness;
      squares += lightness * lightness;
    }
    double mean = sum / (BOX_WIDTH * BOX_HEIGHT);
    double deviation = Math.sqrt(Math.max(0, squares / (BOX_WIDTH * BOX_HEIGHT) - mean * mean));
    boolean blackReads = (darkest + 0.05) / 0.05 >= CONTRAST;
    boolean whiteReads = 1.05 / (lightest + 0.05) >= CONTRAST;
    return deviation <= CALM && (blackReads || whiteReads);
  }
}
