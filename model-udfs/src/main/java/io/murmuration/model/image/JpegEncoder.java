package io.murmuration.model.image;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.plugins.jpeg.JPEGImageWriteParam;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/**
 * JPEG as the JDK writes it, at the best of a few fixed qualities that stays small: the same pixels
 * give the same bytes.
 */
final class JpegEncoder {
  static final String MEDIA_TYPE = "image/jpeg";
  private static final float[] QUALITIES = {0.87f, 0.75f, 0.6f, 0.4f};

  /** A reader on the road waits for no more. */
  private static final int SMALL_BYTES = 200 * 1024;

  private JpegEncoder() {}

  static byte[] encode(BufferedImage image) {
    byte[] bytes = null;
    for (float quality : QUALITIES) {
      bytes = encode(image, quality);
      if (bytes.length <= SMALL_BYTES) {
        break;
      }
    }
    return bytes;
  }

  private static byte[] encode(BufferedImage image, float quality) {
    ImageWriter writer = ImageIO.getImageWritersByFormatName("jpeg").next();
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(1 << 16);
    try (MemoryCacheImageOutputStream out = new MemoryCacheImageOutputStream(bytes)) {
      JPEGImageWriteParam settings = (JPEGImageWriteParam) writer.getDefaultWriteParam();
      settings.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
      settings.setCompressionQuality(quality);
      writer.setOutput(out);
      writer.write(null, new IIOImage(image, null, null), settings);
    } catch (IOException e) {
      throw new UncheckedIOException(e); // memory alone is written to
    } finally {
      writer.dispose();
    }
    return bytes.toByteArray();
  }
}
