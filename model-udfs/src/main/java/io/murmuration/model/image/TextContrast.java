package io.murmuration.model.image;

import java.awt.Rectangle;
import java.awt.Shape;
import java.awt.image.BufferedImage;
import java.util.List;

/** Measures text against what will lie under it, before it is drawn. */
final class TextContrast {
  private TextContrast() {}

  /** The least contrast of the ink to any pixel within the bounds of a line, over all its rows. */
  static double least(BufferedImage ground, List<Shape> lines, int ink) {
    double least = Double.MAX_VALUE;
    Rectangle image = new Rectangle(ground.getWidth(), ground.getHeight());
    for (Shape line : lines) {
      Rectangle covered = line.getBounds().intersection(image);
      for (int y = covered.y; y < covered.y + covered.height; y++) {
        least = Math.min(least, leastInRow(ground, covered, y, ink));
      }
    }
    return least;
  }

  private static double leastInRow(BufferedImage ground, Rectangle covered, int y, int ink) {
    double least = Double.MAX_VALUE;
    int before = -1;
    for (int x = covered.x; x < covered.x + covered.width; x++) {
      int pixel = ground.getRGB(x, y) & 0xffffff;
      if (pixel != before) {
        least = Math.min(least, Colour.contrast(ink, pixel));
        before = pixel;
      }
    }
    return least;
  }
}
