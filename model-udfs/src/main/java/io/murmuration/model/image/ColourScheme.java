package io.murmuration.model.image;

import java.util.Comparator;
import java.util.List;

/**
 * What an advertisement's palette is used for.
 *
 * @param ground under the text
 * @param ink on the ground, at {@link Colour#AA} or better
 * @param button under the call to action
 * @param buttonInk on the button, at {@link Colour#AA} or better
 */
record ColourScheme(int ground, int ink, int button, int buttonInk) {
  /** Better than AA asks, so that a soft edge of the ground still reaches it. */
  private static final double COMFORT = 7;

  /** Under this a button drowns in its ground. */
  private static final double STANDS_OUT = 2;

  /**
   * @param palette of one colour or more, as {@code #RRGGBB}
   * @param light whether the text is dark on light
   */
  static ColourScheme of(List<String> palette, boolean light) {
    List<Integer> byLight =
        palette.stream()
            .map(Integer::decode)
            .sorted(Comparator.comparingDouble(Colour::luminance))
            .toList();
    int darkest = byLight.get(0);
    int lightest = byLight.get(byLight.size() - 1);
    int ground;
    int ink;
    if (light) {
      ground = Colour.mixed(lightest, Colour.WHITE, 0.72);
      ink = Colour.movedFrom(ground, darkest, Colour.BLACK, COMFORT);
    } else {
      ground = Colour.movedFrom(Colour.WHITE, darkest, Colour.BLACK, COMFORT);
      ink = Colour.WHITE;
    }
    int button = button(palette, ground, light);
    return new ColourScheme(ground, ink, button, Colour.inkOn(button));
  }

  /** The liveliest colour that stands out, else one that is made to. */
  private static int button(List<String> palette, int ground, boolean light) {
    int liveliest =
        palette.stream()
            .map(Integer::decode)
            .max(
                Comparator.comparingDouble(
                    colour -> chroma(colour) + 60 * Math.min(3, Colour.contrast(colour, ground))))
            .orElseThrow();
    int away = light ? Colour.BLACK : Colour.WHITE;
    return legible(Colour.movedFrom(ground, liveliest, away, STANDS_OUT));
  }

  private static int legible(int button) {
    int ink = Colour.inkOn(button);
    return Colour.movedFrom(
        ink, button, ink == Colour.WHITE ? Colour.BLACK : Colour.WHITE, Colour.AA + 0.3);
  }

  private static int chroma(int colour) {
    int red = colour >> 16 & 0xff;
    int green = colour >> 8 & 0xff;
    int blue = colour & 0xff;
    return Math.max(red, Math.max(green, blue)) - Math.min(red, Math.min(green, blue));
  }
}
