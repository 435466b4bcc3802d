package io.murmuration.cli.bench.ads;

import io.murmuration.cli.bench.Figure;
import io.murmuration.event.Campaign;
import io.murmuration.event.Creative;
import io.murmuration.event.CreativeRung;
import io.murmuration.jobs.ads.AdStudio;
import io.murmuration.model.image.Colour;
import io.murmuration.model.image.ComposedAd;
import io.murmuration.model.image.ImageSize;
import io.murmuration.model.image.Picture;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import javax.imageio.ImageIO;

/**
 * The images of published creatives, painted ones and templates as they come, each size for itself:
 * contrast from the pixels of the file that was published. Where its text stands, its words set
 * again say: places hang on words, size and request alone.
 */
final class PublishedImages {
  private static final int PICTURE = 128;

  private final AdStudio studio;
  private final ImageSize size;
  private final List<Double> contrasts = new ArrayList<>();
  private final List<Double> millis = new ArrayList<>();
  private final List<Double> bytes = new ArrayList<>();
  private int unfit;
  private int painted;

  PublishedImages(AdStudio studio, ImageSize size) {
    this.studio = studio;
    this.size = size;
  }

  /** Passes over those of another size. */
  void add(Campaign campaign, Creative creative) throws Exception {
    var image = creative.getImage();
    if (image.getWidth() != size.width() || image.getHeight() != size.height()) {
      return;
    }
    byte[] file = new byte[image.getBytes().remaining()];
    image.getBytes().duplicate().get(file);
    BufferedImage pixels = decoded(file);
    Picture scene = picture(pixels);
    long begun = System.nanoTime();
    ComposedAd again = studio.composedAgain(campaign, creative, scene);
    millis.add((System.nanoTime() - begun) / 1e6);
    double contrast = PixelContrast.least(pixels, again.text());
    contrasts.add(contrast);
    bytes.add(file.length / 1e3);
    unfit += contrast < Colour.AA || !again.isClear() ? 1 : 0;
    painted += creative.getRung() == CreativeRung.full ? 1 : 0;
  }

  List<Figure> figures() {
    List<Figure> figures = new ArrayList<>();
    if (contrasts.isEmpty()) {
      return figures;
    }
    String arm = "images, " + size.name().toLowerCase(Locale.ROOT);
    add(figures, arm, "published", "count", contrasts.size());
    add(figures, arm, "painted", "of all", (double) painted / contrasts.size());
    contrasts.sort(null);
    add(figures, arm, "least contrast in the file's pixels", "to 1", contrasts.get(0));
    add(figures, arm, "under 4.5 to 1, cut or overlapping", "count", unfit);
    millis.sort(null);
    add(figures, arm, "composing and encoding, p50", "ms", millis.get(millis.size() / 2));
    bytes.sort(null);
    add(figures, arm, "size, p50", "kB", bytes.get(bytes.size() / 2));
    add(figures, arm, "size, largest", "kB", bytes.get(bytes.size() - 1));
    return figures;
  }

  private static void add(
      List<Figure> figures, String arm, String metric, String unit, double value) {
    figures.add(Figure.ofRepeats(AdsBench.NAME, arm, metric, unit, List.of(value)));
  }

  private static BufferedImage decoded(byte[] file) throws IOException {
    BufferedImage image = ImageIO.read(new ByteArrayInputStream(file));
    if (image == null) {
      throw new IOException("a published image can't be decoded");
    }
    return image;
  }

  /** Something painted to set words beside, for the time that it takes. */
  private static Picture picture(BufferedImage image) {
    byte[] rgb = new byte[PICTURE * PICTURE * 3];
    for (int i = 0; i < PICTURE * PICTURE; i++) {
      int x = i % PICTURE * image.getWidth() / PICTURE;
      int y = i / PICTURE * image.getHeight() / PICTURE;
      int pixel = image.getRGB(x, y);
      rgb[3 * i] = (byte) (pixel >> 16);
      rgb[3 * i + 1] = (byte) (pixel >> 8);
      rgb[3 * i + 2] = (byte) pixel;
    }
    return new Picture(PICTURE, PICTURE, rgb);
  }
}
