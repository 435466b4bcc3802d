package io.murmuration.model.image;

import java.awt.Font;
import java.awt.FontFormatException;
import java.awt.Shape;
import java.awt.font.FontRenderContext;
import java.awt.font.GlyphVector;
import java.awt.font.LineMetrics;
import java.io.IOException;
import java.io.InputStream;

/**
 * A bundled font. Text is turned into outlines, which Java itself fills: no hinting, no fonts of
 * the machine, the same pixels everywhere.
 */
final class Typeface {
  private static final FontRenderContext OUTLINES = new FontRenderContext(null, true, true);

  private final Font font;

  private Typeface(Font font) {
    this.font = font;
  }

  static Typeface headline() {
    return read("OpenSans-ExtraBold.ttf");
  }

  static Typeface plain() {
    return read("OpenSans-Semibold.ttf");
  }

  private static Typeface read(String name) {
    try (InputStream in = Typeface.class.getResourceAsStream(name)) {
      return new Typeface(Font.createFont(Font.TRUETYPE_FONT, in));
    } catch (IOException | FontFormatException e) {
      throw new IllegalStateException("the bundled font " + name + " can't be read", e);
    }
  }

  /** The first character that it has no glyph for, or -1. */
  int firstMissing(String text) {
    int at = font.canDisplayUpTo(text);
    return at < 0 ? -1 : text.codePointAt(at);
  }

  double width(String text, double size) {
    return glyphs(text, size).getLogicalBounds().getWidth();
  }

  double ascent(double size) {
    return metrics(size).getAscent();
  }

  double descent(double size) {
    return metrics(size).getDescent();
  }

  /** With the beginning of its baseline there. */
  Shape outline(String text, double size, double x, double baseline) {
    return glyphs(text, size).getOutline((float) x, (float) baseline);
  }

  private GlyphVector glyphs(String text, double size) {
    char[] all = text.toCharArray();
    return font.deriveFont((float) size)
        .layoutGlyphVector(OUTLINES, all, 0, all.length, Font.LAYOUT_LEFT_TO_RIGHT);
  }

  private LineMetrics metrics(double size) {
    return font.deriveFont((float) size).getLineMetrics("Ég", OUTLINES);
  }
}
