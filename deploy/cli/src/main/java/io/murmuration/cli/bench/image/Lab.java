package io.murmuration.cli.bench.image;

/** A colour in CIE L*a*b* under D65. */
record Lab(double l, double a, double b) {
  static final Lab WHITE = new Lab(100, 0, 0);
  static final Lab BLACK = new Lab(0, 0, 0);

  private static final double EPSILON = 216.0 / 24389;
  private static final double KAPPA = 24389.0 / 27;

  /**
   * @param rgb {@code 0xRRGGBB}, sRGB
   */
  static Lab of(int rgb) {
    double red = linear(rgb >> 16 & 0xff);
    double green = linear(rgb >> 8 & 0xff);
    double blue = linear(rgb & 0xff);
    double x = curve((0.4124564 * red + 0.3575761 * green + 0.1804375 * blue) / 0.95047);
    double y = curve(0.2126729 * red + 0.7151522 * green + 0.0721750 * blue);
    double z = curve((0.0193339 * red + 0.1191920 * green + 0.9503041 * blue) / 1.08883);
    return new Lab(116 * y - 16, 500 * (x - y), 200 * (y - z));
  }

  /** The relative luminance of WCAG 2, from 0 to 1. */
  static double luminance(int rgb) {
    return 0.2126 * linear(rgb >> 16 & 0xff)
        + 0.7152 * linear(rgb >> 8 & 0xff)
        + 0.0722 * linear(rgb & 0xff);
  }

  private static double linear(int channel) {
    double value = channel / 255.0;
    return value <= 0.04045 ? value / 12.92 : Math.pow((value + 0.055) / 1.055, 2.4);
  }

  private static double curve(double value) {
    return value > EPSILON ? Math.cbrt(value) : (KAPPA * value + 16) / 116;
  }

  /** To the nearest colour on the straight line between two. */
  double distanceTo(Lab from, Lab to) {
    double dl = to.l - from.l;
    double da = to.a - from.a;
    double db = to.b - from.b;
    double length = dl * dl + da * da + db * db;
    double along = (l - from.l) * dl + (a - from.a) * da + (b - from.b) * db;
    double share = length == 0 ? 0 : Math.max(0, Math.min(1, along / length));
    double restL = l - from.l - share * dl;
    double restA = a - from.a - share * da;
    double restB = b - from.b - share * db;
    return Math.sqrt(restL * restL + restA * restA + restB * restB);
  }
}
