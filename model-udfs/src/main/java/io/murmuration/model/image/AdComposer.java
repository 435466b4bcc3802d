package io.murmuration.model.image;

import io.murmuration.model.inference.RejectedInputException;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.Rectangle;
import java.awt.Shape;
import java.awt.geom.RoundRectangle2D;
import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.List;

/**
 * Sets an advertisement's words beside its picture in the brand's colours. The same arguments give
 * the same bytes on one JDK. Thread-safe.
 */
public final class AdComposer {
  private static final int BAR_WIDTH = 56;
  private static final int BAR_HEIGHT = 8;
  private static final int GAP = 26;

  private final Typeface strong = Typeface.headline();
  private final Typeface plain = Typeface.plain();

  /** The first character that can't be drawn, or -1. */
  public int firstMissing(String text) {
    int missing = strong.firstMissing(text);
    return missing >= 0 ? missing : plain.firstMissing(text);
  }

  /**
   * @param picture what a model painted, or null for shapes in the palette's colours
   * @param palette one to four colours as {@code #RRGGBB}
   * @param seed of the arrangement
   * @throws RejectedInputException if a text has characters that can't be drawn, or is too long to
   *     be read
   */
  public ComposedAd compose(
      Picture picture, List<String> palette, AdText text, ImageSize size, long seed)
      throws RejectedInputException {
    requireDrawable(text);
    AdLayout layout = AdLayout.of(size, (seed & 1) == 0);
    ColourScheme colours = ColourScheme.of(palette, (seed & 2) == 0);
    BufferedImage image =
        new BufferedImage(size.width(), size.height(), BufferedImage.TYPE_INT_RGB);
    Graphics2D g = Backdrop.smooth(image);
    try {
      paintGround(g, layout, colours, picture, palette, seed);
      return setText(g, image, layout, colours, text, size);
    } finally {
      g.dispose();
    }
  }

  private void requireDrawable(AdText text) throws RejectedInputException {
    for (String part : List.of(text.advertiser(), text.headline(), text.callToAction())) {
      int missing = firstMissing(part);
      if (missing >= 0) {
        throw new RejectedInputException(
            "NO_GLYPH", "the fonts have no glyph for U+%04X".formatted(missing));
      }
      if (part.isBlank()) {
        throw new RejectedInputException("TEXT_EMPTY", "a text of the image is empty");
      }
    }
  }

  private static void paintGround(
      Graphics2D g,
      AdLayout layout,
      ColourScheme colours,
      Picture picture,
      List<String> palette,
      long seed) {
    Rectangle scene = layout.scene();
    if (picture == null) {
      Backdrop.template(g, palette, seed >>> 2, scene.x, scene.y, scene.width, scene.height);
    } else {
      Backdrop.paint(g, picture, scene.x, scene.y, scene.width, scene.height);
    }
    g.setColor(new Color(colours.ground()));
    g.fill(layout.panel());
  }

  private ComposedAd setText(
      Graphics2D g,
      BufferedImage image,
      AdLayout layout,
      ColourScheme colours,
      AdText text,
      ImageSize size)
      throws RejectedInputException {
    Rectangle column = layout.column();
    boolean square = size == ImageSize.SQUARE;
    TextBlock name = fitted(plain, text.advertiser(), column.width, 56, 18, square ? 40 : 32, 1.2);
    TextBlock button =
        fitted(plain, text.callToAction(), column.width - 72, 60, 20, square ? 42 : 32, 1.2);
    double buttonHeight = button.height() + 30;
    double top = column.y + BAR_HEIGHT + 18 + name.height() + GAP;
    double room = column.y + column.height - buttonHeight - GAP - top;
    TextBlock headline =
        fitted(strong, text.headline(), column.width, room, 26, square ? 84 : 70, 1.12);

    g.setColor(new Color(colours.button()));
    g.fillRect(column.x, column.y, BAR_WIDTH, BAR_HEIGHT);
    RoundRectangle2D pill =
        new RoundRectangle2D.Double(
            column.x,
            column.y + column.height - buttonHeight,
            button.widest() + 72,
            buttonHeight,
            buttonHeight,
            buttonHeight);
    g.fill(pill);

    List<Shape> nameShapes = name.outlines(column.x, column.y + BAR_HEIGHT + 18);
    List<Shape> headShapes = headline.outlines(column.x, top + (room - headline.height()) * 0.35);
    List<Shape> buttonShapes = button.outlines(pill.getX() + 36, pill.getY() + 15);
    List<Rectangle> places = new ArrayList<>();
    double least = Double.MAX_VALUE;
    for (List<Shape> shapes : List.of(nameShapes, headShapes)) {
      places.add(TextBlock.pixels(shapes));
      least = Math.min(least, TextContrast.least(image, shapes, colours.ink()));
    }
    places.add(TextBlock.pixels(buttonShapes));
    least = Math.min(least, TextContrast.least(image, buttonShapes, colours.buttonInk()));

    g.setColor(new Color(colours.ink()));
    nameShapes.forEach(g::fill);
    headShapes.forEach(g::fill);
    g.setColor(new Color(colours.buttonInk()));
    buttonShapes.forEach(g::fill);
    return new ComposedAd(JpegEncoder.encode(image), JpegEncoder.MEDIA_TYPE, size, places, least);
  }

  private static TextBlock fitted(
      Typeface face,
      String text,
      double width,
      double height,
      double smallest,
      double largest,
      double leading)
      throws RejectedInputException {
    TextBlock block = TextBlock.fitted(face, text, width, height, smallest, largest, leading);
    if (block == null) {
      throw new RejectedInputException(
          "TEXT_TOO_LONG", "'%s' can't be set legibly".formatted(text));
    }
    return block;
  }
}
