package io.murmuration.model.image;

import io.murmuration.model.inference.RejectedInputException;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;
import javax.imageio.stream.MemoryCacheImageInputStream;

/**
 * A picture that a stranger drew, from its file: PNG or JPEG. Nothing of it is believed before it
 * is checked; its size is looked at before any pixel is read.
 */
public final class PictureFile {
  private static final int MAX_BYTES = 16 << 20;
  private static final int LEAST_SIDE = 64;
  private static final int MOST_SIDE = 2_048;

  /** A background is shown about so large; the composer cuts it to its own proportions. */
  private static final int KEPT_SIDE = 768;

  /** Of 255: a picture whose channels all stay within is a plain ground. */
  private static final int BLANK_RANGE = 12;

  private PictureFile() {}

  /**
   * Its middle, as a square of at most 768 pixels.
   *
   * @throws RejectedInputException {@code NO_PICTURE} if it can't be decoded, {@code PICTURE_SIZE}
   *     if it is smaller than 64 or larger than 2,048 pixels on a side, {@code PICTURE_BLANK} if
   *     nothing is on it
   */
  public static Picture read(byte[] file) throws RejectedInputException {
    if (file.length > MAX_BYTES) {
      throw new RejectedInputException(
          "PICTURE_SIZE",
          "the picture's file has %d bytes, %d are the most".formatted(file.length, MAX_BYTES));
    }
    Picture picture = pixels(square(decoded(file)));
    requireDrawn(picture);
    return picture;
  }

  private static BufferedImage decoded(byte[] file) throws RejectedInputException {
    ImageReader reader = ImageIO.getImageReadersByFormatName(format(file)).next();
    try (ImageInputStream in = new MemoryCacheImageInputStream(new ByteArrayInputStream(file))) {
      reader.setInput(in, true, true);
      requireSize(reader.getWidth(0), reader.getHeight(0));
      return reader.read(0);
    } catch (IOException | RuntimeException e) {
      // A decoder that is fed with anything throws anything.
      throw new RejectedInputException("NO_PICTURE", "the picture can't be decoded: " + e);
    } finally {
      reader.dispose();
    }
  }

  private static String format(byte[] file) throws RejectedInputException {
    if (file.length > 3 && (file[0] & 0xff) == 0x89 && file[1] == 'P' && file[2] == 'N') {
      return "png";
    }
    if (file.length > 3 && (file[0] & 0xff) == 0xff && (file[1] & 0xff) == 0xd8) {
      return "jpeg";
    }
    throw new RejectedInputException("NO_PICTURE", "the picture is neither PNG nor JPEG");
  }

  private static void requireSize(int width, int height) throws RejectedInputException {
    if (Math.min(width, height) < LEAST_SIDE || Math.max(width, height) > MOST_SIDE) {
      throw new RejectedInputException(
          "PICTURE_SIZE",
          "the picture has %d x %d pixels, %d to %d a side are taken"
              .formatted(width, height, LEAST_SIDE, MOST_SIDE));
    }
  }

  private static BufferedImage square(BufferedImage image) {
    int cut = Math.min(image.getWidth(), image.getHeight());
    int side = Math.min(cut, KEPT_SIDE);
    int left = (image.getWidth() - cut) / 2;
    int top = (image.getHeight() - cut) / 2;
    BufferedImage square = new BufferedImage(side, side, BufferedImage.TYPE_INT_RGB);
    Graphics2D g = square.createGraphics();
    try {
      g.setRenderingHint(
          RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BICUBIC);
      g.setColor(Color.WHITE); // under what is transparent
      g.fillRect(0, 0, side, side);
      g.drawImage(image, 0, 0, side, side, left, top, left + cut, top + cut, null);
    } finally {
      g.dispose();
    }
    return square;
  }

  private static Picture pixels(BufferedImage image) {
    int side = image.getWidth();
    int[] pixels = image.getRGB(0, 0, side, side, null, 0, side);
    byte[] rgb = new byte[pixels.length * 3];
    for (int i = 0; i < pixels.length; i++) {
      rgb[3 * i] = (byte) (pixels[i] >> 16);
      rgb[3 * i + 1] = (byte) (pixels[i] >> 8);
      rgb[3 * i + 2] = (byte) pixels[i];
    }
    return new Picture(side, side, rgb);
  }

  private static void requireDrawn(Picture picture) throws RejectedInputException {
    int[] least = {255, 255, 255};
    int[] most = new int[3];
    byte[] rgb = picture.rgb();
    for (int i = 0; i < rgb.length; i++) {
      int value = rgb[i] & 0xff;
      least[i % 3] = Math.min(least[i % 3], value);
      most[i % 3] = Math.max(most[i % 3], value);
    }
    for (int channel = 0; channel < 3; channel++) {
      if (most[channel] - least[channel] > BLANK_RANGE) {
        return;
      }
    }
    throw new RejectedInputException("PICTURE_BLANK", "nothing is drawn on the picture");
  }
}
