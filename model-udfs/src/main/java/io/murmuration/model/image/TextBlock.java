package io.murmuration.model.image;

import java.awt.Rectangle;
import java.awt.Shape;
import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.List;

/**
 * Lines of text at the largest size that fits a box.
 *
 * @param lineHeight from baseline to baseline, in pixels
 * @param height of all lines, in pixels
 */
record TextBlock(Typeface face, List<String> lines, double size, double lineHeight, double height) {
  private static final double STEP = 2;

  /**
   * @param leading a line's height, of its size
   * @return null if it doesn't fit at the smallest size
   */
  static TextBlock fitted(
      Typeface face,
      String text,
      double width,
      double height,
      double smallest,
      double largest,
      double leading) {
    for (double size = largest; size >= smallest; size -= STEP) {
      List<String> lines = wrapped(face, text, size, width);
      double lineHeight = size * leading;
      double tall =
          face.ascent(size)
              + face.descent(size)
              + (lines == null ? 0 : lines.size() - 1) * lineHeight;
      if (lines != null && tall <= height) {
        return new TextBlock(face, lines, size, lineHeight, tall);
      }
    }
    return null;
  }

  /** Null if a word alone is too wide. */
  private static List<String> wrapped(Typeface face, String text, double size, double width) {
    List<String> lines = new ArrayList<>();
    String line = "";
    for (String word : words(text)) {
      String longer = line.isEmpty() ? word : line + " " + word;
      if (face.width(longer, size) <= width) {
        line = longer;
      } else if (line.isEmpty() || face.width(word, size) > width) {
        return null;
      } else {
        lines.add(line);
        line = word;
      }
    }
    lines.add(line);
    return lines;
  }

  /** French stops and units stay with the word before them. */
  private static List<String> words(String text) {
    List<String> words = new ArrayList<>();
    for (String word : text.strip().split("\\s+")) {
      boolean clings = !words.isEmpty() && word.matches("[:;!?%€]+|[–—-]");
      if (clings) {
        words.set(words.size() - 1, words.get(words.size() - 1) + "\u00a0" + word);
      } else {
        words.add(word);
      }
    }
    return words;
  }

  double widest() {
    return lines.stream().mapToDouble(line -> face.width(line, size)).max().orElse(0);
  }

  /** From its top left corner. */
  List<Shape> outlines(double x, double y) {
    List<Shape> outlines = new ArrayList<>();
    double baseline = y + face.ascent(size);
    for (String line : lines) {
      outlines.add(face.outline(line, size, x, baseline));
      baseline += lineHeight;
    }
    return outlines;
  }

  /** The pixels that any of these shapes may touch. */
  static Rectangle pixels(List<Shape> outlines) {
    Rectangle2D all = null;
    for (Shape outline : outlines) {
      Rectangle2D one = outline.getBounds2D();
      all = all == null ? one : all.createUnion(one);
    }
    return all == null ? new Rectangle() : all.getBounds();
  }
}
