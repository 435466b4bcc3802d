package io.murmuration.model.image;

/** Colours as {@code 0xRRGGBB}, sRGB, and their contrast by WCAG 2. */
public final class Colour {
  public static final int WHITE = 0xffffff;
  public static final int BLACK = 0x000000;

  /** WCAG 2's AA for text of normal size. */
  public static final double AA = 4.5;

  private static final double STEP = 0.04;

  private Colour() {}

  /** Relative luminance, from 0 to 1. */
  public static double luminance(int rgb) {
    return 0.2126 * linear(rgb >> 16 & 0xff)
        + 0.7152 * linear(rgb >> 8 & 0xff)
        + 0.0722 * linear(rgb & 0xff);
  }

  private static double linear(int channel) {
    double value = channel / 255.0;
    return value <= 0.04045 ? value / 12.92 : StrictMath.pow((value + 0.055) / 1.055, 2.4);
  }

  /** From 1 to 21. */
  public static double contrast(int one, int other) {
    double a = luminance(one);
    double b = luminance(other);
    return (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
  }

  /** From the first (0) to the second (1), channel by channel. */
  static int mixed(int from, int to, double share) {
    int mixed = 0;
    for (int shift = 16; shift >= 0; shift -= 8) {
      int a = from >> shift & 0xff;
      int b = to >> shift & 0xff;
      mixed = mixed << 8 | (int) Math.round(a + share * (b - a));
    }
    return mixed;
  }

  /** The colour, moved towards black or white no further than its contrast to the other asks. */
  static int movedFrom(int other, int colour, int towards, double contrast) {
    int moved = colour;
    for (double share = 0; contrast(moved, other) < contrast && share < 1; share += STEP) {
      moved = mixed(colour, towards, Math.min(1, share + STEP));
    }
    return moved;
  }

  /** Black or white, whichever is the further from this colour. */
  static int inkOn(int colour) {
    return contrast(colour, WHITE) >= contrast(colour, BLACK) ? WHITE : BLACK;
  }
}
