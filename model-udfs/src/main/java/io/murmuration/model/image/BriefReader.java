package io.murmuration.model.image;

import io.murmuration.model.inference.Preprocessor;
import io.murmuration.model.inference.RejectedInputException;
import java.util.List;
import java.util.regex.Pattern;

/** From words and colours to the network's numbers; refuses what the model doesn't know. */
public final class BriefReader implements Preprocessor<ImageBrief, PreparedBrief> {
  private static final int MAX_COLOURS = 4;
  private static final int CHANNELS = 3;
  private static final Pattern COLOUR = Pattern.compile("#[0-9A-Fa-f]{6}");

  /** A picture's share of a batch: the 4 x 4 patches of one of 128 x 128. */
  private static final int PATCHES = 1_024;

  private final List<String> productClasses;
  private final List<String> moods;

  public BriefReader(List<String> productClasses, List<String> moods) {
    this.productClasses = List.copyOf(productClasses);
    this.moods = List.copyOf(moods);
  }

  @Override
  public PreparedBrief prepare(ImageBrief brief) throws RejectedInputException {
    int count = brief.palette().size();
    if (count < 1 || count > MAX_COLOURS) {
      throw new RejectedInputException(
          "PALETTE_SIZE", "a palette has 1 to " + MAX_COLOURS + " colours, this one " + count);
    }
    float[] palette = new float[MAX_COLOURS * CHANNELS];
    float[] mask = new float[MAX_COLOURS];
    for (int i = 0; i < count; i++) {
      int colour = colour(brief.palette().get(i));
      palette[i * CHANNELS] = (colour >> 16) / 255f;
      palette[i * CHANNELS + 1] = (colour >> 8 & 0xff) / 255f;
      palette[i * CHANNELS + 2] = (colour & 0xff) / 255f;
      mask[i] = 1;
    }
    return new PreparedBrief(
        index("PRODUCT_CLASS_UNKNOWN", "product class", brief.productClass(), productClasses),
        index("MOOD_UNKNOWN", "mood", brief.mood(), moods),
        palette,
        mask,
        brief.seed());
  }

  private static int colour(String text) throws RejectedInputException {
    if (!COLOUR.matcher(text).matches()) {
      throw new RejectedInputException(
          "COLOUR_MALFORMED", "'" + shown(text) + "' is no colour: write it as #RRGGBB");
    }
    return Integer.parseInt(text.substring(1), 16);
  }

  private static int index(String kind, String what, String word, List<String> known)
      throws RejectedInputException {
    int index = known.indexOf(word);
    if (index < 0) {
      throw new RejectedInputException(
          kind,
          "no " + what + " '" + shown(word) + "': the model knows " + String.join(", ", known));
    }
    return index;
  }

  /** On one line and no longer than needed. */
  private static String shown(String text) {
    return text.substring(0, Math.min(text.length(), 40)).replaceAll("\\p{Cntrl}", " ");
  }

  @Override
  public int paddedTokens(PreparedBrief prepared) {
    return PATCHES;
  }

  @Override
  public int tokens(PreparedBrief prepared) {
    return PATCHES;
  }

  @Override
  public void close() {}
}
