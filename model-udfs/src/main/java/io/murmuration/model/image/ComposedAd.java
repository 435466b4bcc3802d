package io.murmuration.model.image;

import java.awt.Rectangle;
import java.util.List;

/**
 * A finished image, encoded.
 *
 * @param text where text stands: advertiser, headline, call to action
 * @param leastContrast of the text to what lies under it, over every pixel row that text covers
 */
public record ComposedAd(
    byte[] bytes, String mediaType, ImageSize size, List<Rectangle> text, double leastContrast) {
  public ComposedAd {
    text = List.copyOf(text);
  }

  /** Whether all text lies within the image and no two texts meet. */
  public boolean isClear() {
    Rectangle image = new Rectangle(size.width(), size.height());
    for (int i = 0; i < text.size(); i++) {
      if (!image.contains(text.get(i))) {
        return false;
      }
      for (Rectangle other : text.subList(i + 1, text.size())) {
        if (other.intersects(text.get(i))) {
          return false;
        }
      }
    }
    return true;
  }
}
