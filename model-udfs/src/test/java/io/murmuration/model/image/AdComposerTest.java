package io.murmuration.model.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.murmuration.model.inference.RejectedInputException;
import java.awt.Rectangle;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;

class AdComposerTest {
  private static final AdText TEXT =
      new AdText("Les Ateliers Fouchène", "Épi doré : cuit sur place, dès l'aube !", "Réserver");
  private static final List<List<String>> PALETTES =
      List.of(
          List.of("#FFFFFF"),
          List.of("#000000"),
          List.of("#808080", "#7F7F7F"),
          List.of("#FFFF00", "#00FFFF", "#FF00FF"),
          List.of("#B5651D", "#FFE9C6"),
          List.of("#FF0000", "#00FF00", "#0000FF", "#123456"));

  private final AdComposer composer = new AdComposer();

  @Test
  void keepsTextLegibleClearAndSmallWhateverThePaletteThePictureAndTheWords() throws Exception {
    SplittableRandom random = new SplittableRandom(5);
    List<ComposedAd> ads = new ArrayList<>();
    for (int i = 0; i < 48; i++) {
      Picture picture = i % 3 == 0 ? null : noise(random);
      String headline =
          "Wx".repeat(1 + random.nextInt(4)) + " Éé ".repeat(random.nextInt(13)) + "?";
      AdText text = new AdText("Ça & Là ".repeat(1 + i % 8).strip(), headline, "Découvrir l'été");
      ads.add(
          composer.compose(
              picture, PALETTES.get(i % PALETTES.size()), text, ImageSize.values()[i % 2], i));
    }

    assertThat(ads)
        .extracting(ComposedAd::leastContrast)
        .allMatch(contrast -> contrast >= Colour.AA);
    assertThat(ads).extracting(ComposedAd::isClear).containsOnly(true);
    assertThat(ads).extracting(ad -> ad.bytes().length).allMatch(bytes -> bytes <= 200 * 1024);
  }

  @Test
  void cutsASquaresPictureAroundTheThingThatItShows() throws Exception {
    for (int top : List.of(4, 50, 78)) {
      ComposedAd ad =
          composer.compose(thing(top), List.of("#14213D", "#FCA311"), TEXT, ImageSize.SQUARE, 4);

      BufferedImage image = ImageIO.read(new ByteArrayInputStream(ad.bytes()));
      List<Integer> rows = new ArrayList<>();
      for (int y = 0; y < image.getHeight() / 2; y++) {
        int red = image.getRGB(image.getWidth() / 2, y) >> 16 & 0xff;
        int blue = image.getRGB(image.getWidth() / 2, y) & 0xff;
        if (red - blue > 100) {
          rows.add(y);
        }
      }
      double scale = image.getWidth() / 128.0;
      assertThat(rows.size() / scale).as("rows of the thing at " + top).isBetween(39.0, 41.0);
    }
  }

  /** Forty rows of red on a grey ground that grows darker downwards. */
  private static Picture thing(int top) {
    byte[] rgb = new byte[128 * 128 * 3];
    for (int i = 0; i < 128 * 128; i++) {
      int y = i / 128;
      boolean inside = y >= top && y < top + 40 && i % 128 >= 40 && i % 128 < 88;
      int ground = 200 - y / 4;
      rgb[3 * i] = (byte) (inside ? 200 : ground);
      rgb[3 * i + 1] = (byte) (inside ? 20 : ground);
      rgb[3 * i + 2] = (byte) (inside ? 20 : ground);
    }
    return new Picture(128, 128, rgb);
  }

  /** Looks at what was encoded, not at what the composer says of itself. */
  @Test
  void drawsTheTextWhereItSaysAndNowhereElse() throws Exception {
    List<String> palette = List.of("#14213D", "#FCA311");
    ComposedAd ad = composer.compose(null, palette, TEXT, ImageSize.LANDSCAPE, 4);
    AdText shorter = new AdText(TEXT.advertiser(), "Épi", TEXT.callToAction());
    ComposedAd other = composer.compose(null, palette, shorter, ImageSize.LANDSCAPE, 4);

    BufferedImage one = ImageIO.read(new ByteArrayInputStream(ad.bytes()));
    BufferedImage two = ImageIO.read(new ByteArrayInputStream(other.bytes()));

    Rectangle headline = new Rectangle(ad.text().get(1));
    headline.add(other.text().get(1));
    headline.grow(17, 17); // a block of JPEG's with half the colours
    int differing = 0;
    for (int y = 0; y < one.getHeight(); y++) {
      for (int x = 0; x < one.getWidth(); x++) {
        if (one.getRGB(x, y) != two.getRGB(x, y)) {
          differing++;
          assertThat(headline.contains(x, y)).as("pixel %d, %d", x, y).isTrue();
        }
      }
    }
    assertThat(differing).isGreaterThan(1_000);
  }

  @Test
  void givesTheSameBytesAgain() throws Exception {
    List<String> palette = List.of("#14213D", "#FCA311");
    Picture picture = noise(new SplittableRandom(1));

    byte[] once = composer.compose(picture, palette, TEXT, ImageSize.SQUARE, 3).bytes();
    byte[] again = new AdComposer().compose(picture, palette, TEXT, ImageSize.SQUARE, 3).bytes();

    assertThat(again).isEqualTo(once);
  }

  @Test
  void refusesWordsThatItCannotDrawOrFit() {
    assertThatThrownBy(() -> compose("早上好"))
        .isInstanceOf(RejectedInputException.class)
        .hasMessage("the fonts have no glyph for U+65E9");
    assertThatThrownBy(() -> compose("W".repeat(60)))
        .isInstanceOf(RejectedInputException.class)
        .hasMessageEndingWith("can't be set legibly");
  }

  private ComposedAd compose(String headline) throws RejectedInputException {
    return composer.compose(
        null, List.of("#14213D"), new AdText("A", headline, "B"), ImageSize.LANDSCAPE, 1);
  }

  private static Picture noise(SplittableRandom random) {
    byte[] rgb = new byte[128 * 128 * 3];
    random.nextBytes(rgb);
    return new Picture(128, 128, rgb);
  }
}
