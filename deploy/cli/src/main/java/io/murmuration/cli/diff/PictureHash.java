package io.murmuration.cli.diff;

import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.OptionalDouble;
import javax.imageio.ImageIO;

/** A picture's dHash: in which of 64 places it gets brighter to the right. */
final class PictureHash {
  private static final int SIDE = 8;

  private PictureHash() {}

  /** The share of places that agree; empty where one is no picture that Java can read. */
  static OptionalDouble similarity(ByteBuffer a, ByteBuffer b) {
    BufferedImage first = read(a);
    BufferedImage second = read(b);
    if (first == null || second == null) {
      return OptionalDouble.empty();
    }
    return OptionalDouble.of(1 - Long.bitCount(hash(first) ^ hash(second)) / 64.0);
  }

  static long hash(BufferedImage picture) {
    BufferedImage small = new BufferedImage(SIDE + 1, SIDE, BufferedImage.TYPE_BYTE_GRAY);
    Graphics2D graphics = small.createGraphics();
    graphics.setRenderingHint(
        RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BILINEAR);
    graphics.drawImage(picture, 0, 0, SIDE + 1, SIDE, null);
    graphics.dispose();
    long hash = 0;
    for (int y = 0; y < SIDE; y++) {
      for (int x = 0; x < SIDE; x++) {
        boolean brighter = grey(small, x + 1, y) > grey(small, x, y);
        hash = hash << 1 | (brighter ? 1 : 0);
      }
    }
    return hash;
  }

  private static int grey(BufferedImage picture, int x, int y) {
    return picture.getRaster().getSample(x, y, 0);
  }

  private static BufferedImage read(ByteBuffer bytes) {
    byte[] copy = new byte[bytes.remaining()];
    bytes.duplicate().get(copy);
    try {
      return ImageIO.read(new ByteArrayInputStream(copy));
    } catch (IOException e) {
      return null;
    }
  }
}
