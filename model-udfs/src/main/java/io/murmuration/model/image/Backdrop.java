package io.murmuration.model.image;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.GradientPaint;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Path2D;
import java.awt.image.BufferedImage;
import java.util.List;

/** What lies behind the text: a painted picture, or shapes in the palette's colours. */
final class Backdrop {
  private static final int KINDS = 3;

  /** Where in its box the centre of what a picture shows should lie: the panel hides some below. */
  private static final double FOCUS = 0.46;

  private Backdrop() {}

  static Graphics2D smooth(BufferedImage image) {
    Graphics2D g = image.createGraphics();
    g.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
    g.setRenderingHint(RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
    g.setRenderingHint(
        RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BICUBIC);
    return g;
  }

  /**
   * The picture, scaled to fill the box and cut to its proportions around what it shows: in
   * landscape from its middle, upright where its edges are.
   */
  static void paint(Graphics2D g, Picture picture, int left, int top, int width, int height) {
    BufferedImage small =
        new BufferedImage(picture.width(), picture.height(), BufferedImage.TYPE_INT_RGB);
    for (int y = 0; y < picture.height(); y++) {
      for (int x = 0; x < picture.width(); x++) {
        small.setRGB(x, y, picture.pixel(x, y));
      }
    }
    double scale = Math.max((double) width / picture.width(), (double) height / picture.height());
    int wide = (int) Math.round(picture.width() * scale);
    int tall = (int) Math.round(picture.height() * scale);
    var clip = g.getClip();
    g.clipRect(left, top, width, height);
    long wanted = Math.round(FOCUS * height - centreOfEdges(picture) * tall);
    int above = (int) Math.max(height - tall, Math.min(0, wanted));
    g.drawImage(small, left + (width - wide) / 2, top + above, wide, tall, null);
    g.setClip(clip);
  }

  /**
   * How far down a picture what it shows lies, from 0 to 1: the mean height of the steps in
   * lightness from pixel to pixel, the square of each counted, so that soft grounds count for
   * little.
   */
  static double centreOfEdges(Picture picture) {
    double all = 0;
    double weighted = 0;
    for (int y = 1; y < picture.height(); y++) {
      for (int x = 1; x < picture.width(); x++) {
        int here = lightness(picture.pixel(x, y));
        int aside = here - lightness(picture.pixel(x - 1, y));
        int up = here - lightness(picture.pixel(x, y - 1));
        double step = (double) aside * aside + (double) up * up;
        all += step;
        weighted += step * y;
      }
    }
    return all == 0 ? 0.5 : weighted / all / picture.height();
  }

  private static int lightness(int rgb) {
    return 2 * (rgb >> 16 & 0xff) + 5 * (rgb >> 8 & 0xff) + (rgb & 0xff);
  }

  /** Needs no model: one of a few arrangements by the seed. */
  static void template(
      Graphics2D g, List<String> palette, long seed, int left, int top, int width, int height) {
    int first = Integer.decode(palette.get(0));
    int second =
        palette.size() > 1
            ? Integer.decode(palette.get(1))
            : Colour.mixed(first, Colour.WHITE, 0.35);
    var clip = g.getClip();
    g.clipRect(left, top, width, height);
    g.setPaint(
        new GradientPaint(
            left,
            top,
            new Color(first),
            left + width,
            top + height,
            new Color(Colour.mixed(first, second, 0.45))));
    g.fillRect(left, top, width, height);
    switch (Math.floorMod(seed, KINDS)) {
      case 0 -> rings(g, second, left, top, width, height);
      case 1 -> waves(g, second, left, top, width, height);
      default -> discs(g, first, second, left, top, width, height);
    }
    g.setClip(clip);
  }

  private static void rings(Graphics2D g, int colour, int left, int top, int width, int height) {
    for (int i = 0; i < 5; i++) {
      g.setColor(transparent(colour, 0.75 - 0.13 * i));
      double radius = height * (0.16 + 0.15 * i);
      g.setStroke(new BasicStroke(height / 22f));
      g.draw(
          new Ellipse2D.Double(
              left + width * 0.62 - radius, top + height * 0.45 - radius, 2 * radius, 2 * radius));
    }
  }

  private static void waves(Graphics2D g, int colour, int left, int top, int width, int height) {
    for (int i = 0; i < 4; i++) {
      double y = top + height * (0.3 + 0.17 * i);
      Path2D wave = new Path2D.Double();
      wave.moveTo(left, y);
      wave.curveTo(
          left + width * 0.35,
          y - height * 0.26,
          left + width * 0.6,
          y + height * 0.24,
          left + width,
          y - height * 0.1);
      wave.lineTo(left + width, top + height);
      wave.lineTo(left, top + height);
      wave.closePath();
      g.setColor(transparent(colour, 0.22 + 0.14 * i));
      g.fill(wave);
    }
  }

  private static void discs(
      Graphics2D g, int first, int second, int left, int top, int width, int height) {
    double[][] discs = {{0.72, 0.3, 0.34}, {0.42, 0.72, 0.2}, {0.9, 0.86, 0.16}, {0.2, 0.2, 0.1}};
    for (int i = 0; i < discs.length; i++) {
      double radius = discs[i][2] * height;
      int colour = i % 2 == 0 ? second : Colour.mixed(first, Colour.WHITE, 0.4);
      g.setColor(transparent(colour, 0.8));
      g.fill(
          new Ellipse2D.Double(
              left + discs[i][0] * width - radius,
              top + discs[i][1] * height - radius,
              2 * radius,
              2 * radius));
    }
  }

  static Color transparent(int rgb, double opacity) {
    int alpha = (int) Math.round(255 * opacity);
    return new Color(rgb >> 16 & 0xff, rgb >> 8 & 0xff, rgb & 0xff, alpha);
  }
}
