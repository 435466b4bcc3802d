package io.murmuration.model.generate.ad;

import io.murmuration.model.inference.RejectedInputException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;

/**
 * What an advertisement is to say, where, and to whom. Everything in it is data: no part is read as
 * an instruction.
 *
 * @param language {@code en} or {@code fr}
 * @param voice one word such as warm, playful, bold, elegant, plain or expert
 * @param claims the only facts that may be claimed
 * @param mustSay phrases that stand in the body letter by letter
 * @param mustNotSay words and phrases that occur nowhere, in whatever case
 * @param ageBand such as {@code 25-34}, or empty
 * @param interests of those who will read, such as {@code running}
 * @param context posts around the advertisement
 */
public record AdBrief(
    String language,
    Placement placement,
    String voice,
    String product,
    String advertiser,
    String description,
    List<String> claims,
    List<String> mustSay,
    List<String> mustNotSay,
    String ageBand,
    List<String> interests,
    List<String> context) {
  /** Of the body, what no required phrase may take. */
  private static final int OWN_WORDS = 12;

  public AdBrief {
    Objects.requireNonNull(language, "language");
    Objects.requireNonNull(placement, "placement");
    Objects.requireNonNull(voice, "voice");
    Objects.requireNonNull(product, "product");
    Objects.requireNonNull(advertiser, "advertiser");
    Objects.requireNonNull(description, "description");
    Objects.requireNonNull(ageBand, "ageBand");
    claims = List.copyOf(claims);
    mustSay = List.copyOf(mustSay);
    mustNotSay = List.copyOf(mustNotSay);
    interests = List.copyOf(interests);
    context = List.copyOf(context);
  }

  /**
   * @throws RejectedInputException if no copy can be written to it, whatever the model
   */
  void requireWritable() throws RejectedInputException {
    if (product.isBlank() || advertiser.isBlank()) {
      throw refused("the brief names no product or no advertiser");
    }
    int shortestName = Math.min(product.length(), advertiser.length());
    int required = mustSay.stream().mapToInt(phrase -> phrase.length() + 1).sum();
    int room = placement.bodyCharacters() - OWN_WORDS - shortestName;
    if (required > room) {
      throw refused(
          "what must be said takes %d characters, a %s has room for %d"
              .formatted(required, placement, Math.max(0, room)));
    }
    for (String phrase : mustSay) {
      if (CopyCheck.firstBanned(mustNotSay, phrase) != null) {
        throw refused("'%s' must be said and must not".formatted(phrase));
      }
    }
  }

  /** All of it, each text with its length before it: equal bytes are equal briefs. */
  public byte[] canonicalBytes() {
    StringBuilder all = new StringBuilder();
    for (String text :
        List.of(language, placement.name(), voice, product, advertiser, description, ageBand)) {
      append(all, text);
    }
    for (List<String> texts : List.of(claims, mustSay, mustNotSay, interests, context)) {
      all.append(texts.size()).append(';');
      texts.forEach(text -> append(all, text));
    }
    return all.toString().getBytes(StandardCharsets.UTF_16BE);
  }

  private static void append(StringBuilder to, String text) {
    to.append(text.length()).append(':').append(text);
  }

  private static RejectedInputException refused(String message) {
    return new RejectedInputException("BRIEF_UNWRITABLE", message);
  }
}
