package io.murmuration.model.image;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * What a picture shall show. Whether the model knows these words is for {@link BriefReader} to say.
 *
 * @param productClass one of the model's, such as "coffee"
 * @param mood one of the model's, such as "calm"
 * @param palette one to four colours as {@code #RRGGBB}; the order matters
 * @param seed of the noise that the picture begins as: another seed, another picture
 */
public record ImageBrief(String productClass, String mood, List<String> palette, long seed) {
  public ImageBrief {
    Objects.requireNonNull(productClass, "productClass");
    Objects.requireNonNull(mood, "mood");
    palette = List.copyOf(palette);
  }

  /** All that a picture depends on; no colour and no word of a model has a line's end in it. */
  public byte[] canonicalBytes() {
    List<String> lines = new ArrayList<>(List.of(productClass, mood, Long.toString(seed)));
    lines.addAll(palette);
    return String.join("\n", lines).getBytes(StandardCharsets.UTF_8);
  }
}
