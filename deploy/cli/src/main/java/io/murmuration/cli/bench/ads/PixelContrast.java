package io.murmuration.cli.bench.ads;

import io.murmuration.model.image.Colour;
import java.awt.Rectangle;
import java.awt.image.BufferedImage;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The contrast of text as a reader's screen gets it: of the decoded file, whatever the composer
 * believes. In each text's place the commonest colour is the ground; the ink is the colour that
 * contrasts most with it among those of at least 1 % of the pixels, so that no ringing of the JPEG
 * counts for ink.
 */
final class PixelContrast {
  /** Of a channel: the JPEG's small changes of one colour fall together. */
  private static final int KEPT_BITS = 0xf8f8f8;

  private PixelContrast() {}

  /** Over all texts, from 1 to 21. */
  static double least(BufferedImage image, List<Rectangle> texts) {
    double least = Double.MAX_VALUE;
    for (Rectangle place : texts) {
      least = Math.min(least, of(image, place));
    }
    return least;
  }

  private static double of(BufferedImage image, Rectangle place) {
    Map<Integer, Integer> colours = new HashMap<>();
    Rectangle within = place.intersection(new Rectangle(image.getWidth(), image.getHeight()));
    for (int y = within.y; y < within.y + within.height; y++) {
      for (int x = within.x; x < within.x + within.width; x++) {
        colours.merge(image.getRGB(x, y) & KEPT_BITS, 1, Integer::sum);
      }
    }
    int ground =
        colours.entrySet().stream().max(Map.Entry.comparingByValue()).orElseThrow().getKey();
    int few = within.width * within.height / 100;
    return colours.entrySet().stream()
        .filter(each -> each.getValue() >= few)
        .mapToDouble(each -> Colour.contrast(ground, each.getKey()))
        .max()
        .orElse(1);
  }
}
