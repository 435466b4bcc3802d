package io.murmuration.cli.bench.ads;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.Rectangle;
import java.awt.image.BufferedImage;
import java.util.List;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class PixelContrastTest {
  @Test
  void isThatOfTheTextThatIsHardestToRead() {
    BufferedImage image = new BufferedImage(200, 100, BufferedImage.TYPE_INT_RGB);
    Graphics2D g = image.createGraphics();
    g.setColor(Color.WHITE);
    g.fillRect(20, 20, 30, 30);
    g.setColor(Color.DARK_GRAY);
    g.fillRect(120, 20, 30, 30);
    g.dispose();
    Rectangle bright = new Rectangle(0, 0, 100, 100);
    Rectangle dim = new Rectangle(100, 0, 100, 100);

    assertThat(PixelContrast.least(image, List.of(bright))).isCloseTo(20, Offset.offset(1.5));
    assertThat(PixelContrast.least(image, List.of(bright, dim))).isLessThan(3);
  }
}
