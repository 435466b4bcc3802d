package io.murmuration.model.image;

import java.awt.Rectangle;
import java.awt.geom.Path2D;

/**
 * Where the parts of an advertisement stand.
 *
 * @param column what text may fill; it lies wholly on the panel
 * @param panel the calm ground under the column, with an edge that slants towards the picture
 * @param scene where the picture shows
 */
record AdLayout(Rectangle column, Path2D panel, Rectangle scene) {
  private static final int MARGIN = 60;
  private static final int SLANT = 44;

  /**
   * @param mirrored whether the text stands on the right, in landscape
   */
  static AdLayout of(ImageSize size, boolean mirrored) {
    return size == ImageSize.LANDSCAPE ? landscape(size, mirrored) : square(size);
  }

  private static AdLayout landscape(ImageSize size, boolean mirrored) {
    int width = size.width();
    int height = size.height();
    int edge = (int) (width * 0.54);
    Path2D panel = new Path2D.Double();
    int outer = mirrored ? width : 0;
    int towards = mirrored ? -1 : 1;
    panel.moveTo(outer, 0);
    panel.lineTo(outer + towards * (edge + SLANT), 0);
    panel.lineTo(outer + towards * (edge - SLANT), height);
    panel.lineTo(outer, height);
    panel.closePath();
    int column = edge - SLANT - MARGIN - 24;
    Rectangle text =
        new Rectangle(mirrored ? width - MARGIN - column : MARGIN, 54, column, height - 108);
    int hidden = edge - SLANT;
    Rectangle scene = new Rectangle(mirrored ? 0 : hidden, 0, width - hidden, height);
    return new AdLayout(text, panel, scene);
  }

  private static AdLayout square(ImageSize size) {
    int width = size.width();
    int height = size.height();
    int edge = (int) (height * 0.52);
    Path2D panel = new Path2D.Double();
    panel.moveTo(0, edge + SLANT);
    panel.lineTo(width, edge - SLANT);
    panel.lineTo(width, height);
    panel.lineTo(0, height);
    panel.closePath();
    int top = edge + SLANT + 34;
    Rectangle text = new Rectangle(72, top, width - 144, height - top - 60);
    return new AdLayout(text, panel, new Rectangle(0, 0, width, edge + SLANT));
  }
}
