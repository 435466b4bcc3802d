package io.murmuration.model.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.murmuration.model.inference.RejectedInputException;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PictureFileTest {
  @ParameterizedTest
  @CsvSource({"png,1536,1024,768", "jpeg,1024,1792,768", "png,300,200,200", "png,64,64,64"})
  void keepsTheMiddleAsASquare(String format, int width, int height, int side) throws Exception {
    Picture picture = PictureFile.read(file(format, width, height, Color.RED));

    assertThat(picture.width()).isEqualTo(side);
    assertThat(picture.height()).isEqualTo(side);
    assertThat(picture.pixel(side / 2, side / 2) >> 16).isGreaterThan(0xf0);
    assertThat(picture.pixel(1, 1) >> 16).isLessThan(0x10);
  }

  @ParameterizedTest
  @CsvSource({"60000,128", "128,60000", "2049,128", "63,128"})
  void believesNoSizeThatItDoesNotTake(int width, int height) throws Exception {
    byte[] file = file("png", 128, 128, Color.RED);
    ByteBuffer.wrap(file).putInt(16, width).putInt(20, height);

    assertRefused(file, "PICTURE_SIZE", width + " x " + height + " pixels");
  }

  @Test
  void refusesAFileOfTooManyBytes() throws Exception {
    byte[] file = Arrays.copyOf(file("png", 128, 128, Color.RED), (16 << 20) + 1);

    assertRefused(file, "PICTURE_SIZE", "16777216 are the most");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "<svg onload='x'/>", "GIF89a", "RIFF....WEBP", "\u0000"})
  void refusesWhatIsNoPicture(String text) {
    assertRefused(text.getBytes(StandardCharsets.ISO_8859_1), "NO_PICTURE", "neither PNG nor JPEG");
  }

  @Test
  void refusesWhateverBreaksItsDecoder() throws Exception {
    Random random = new Random(7);
    for (String format : new String[] {"png", "jpeg"}) {
      byte[] whole = file(format, 128, 128, Color.RED);
      for (int i = 0; i < 200; i++) {
        byte[] broken = Arrays.copyOf(whole, 5 + random.nextInt(whole.length - 4));
        for (int j = 0; j < 8; j++) {
          broken[4 + random.nextInt(broken.length - 4)] = (byte) random.nextInt();
        }
        try {
          assertThat(PictureFile.read(broken).width()).isBetween(1, 768);
        } catch (RejectedInputException e) {
          assertThat(e.kind()).isIn("NO_PICTURE", "PICTURE_SIZE", "PICTURE_BLANK");
        }
      }
    }
  }

  @Test
  void refusesAPlainGround() throws Exception {
    assertRefused(file("jpeg", 256, 256, Color.GREEN), "PICTURE_BLANK", "nothing is drawn");
  }

  private static void assertRefused(byte[] file, String kind, String message) {
    assertThatThrownBy(() -> PictureFile.read(file))
        .isInstanceOf(RejectedInputException.class)
        .hasMessageContaining(message)
        .extracting(e -> ((RejectedInputException) e).kind())
        .isEqualTo(kind);
  }

  /** Green with a bar in the middle. */
  private static byte[] file(String format, int width, int height, Color bar) throws IOException {
    BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    Graphics2D g = image.createGraphics();
    g.setColor(Color.GREEN);
    g.fillRect(0, 0, width, height);
    g.setColor(bar);
    g.fillRect(width / 2 - 15, 0, 30, height);
    g.dispose();
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    ImageIO.write(image, format, bytes);
    return bytes.toByteArray();
  }
}
