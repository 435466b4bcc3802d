package io.murmuration.model.generate.ad;

import io.murmuration.model.generate.GenerativeTokenizer;
import java.util.Arrays;
import java.util.Map;

/**
 * A brief as the writer reads it: marks with the brief's own texts between them, the campaign first
 * so that its requests share a prefix.
 *
 * @param tokens the whole prompt
 * @param shared how many of them depend on the campaign and the language alone
 */
record BriefPrompt(int[] tokens, int shared) {
  /** Longer texts are cut here, in characters: the model was never shown more. */
  private static final int MOST_TEXT = 160;

  private static final int MOST_CONTEXT = 120;
  private static final int MOST_ITEMS = 6;
  private static final Map<Placement, String> PLACEMENTS =
      Map.of(
          Placement.FEED, "<|feed|>", Placement.BANNER, "<|banner|>", Placement.STORY, "<|story|>");

  static BriefPrompt of(AdBrief brief, GenerativeTokenizer tokenizer) {
    int[] campaign = tokenizer.encode(campaign(brief));
    int[] audience = tokenizer.encode(audience(brief));
    int[] all = Arrays.copyOf(campaign, campaign.length + audience.length);
    System.arraycopy(audience, 0, all, campaign.length, audience.length);
    return new BriefPrompt(all, campaign.length);
  }

  private static String campaign(AdBrief brief) {
    StringBuilder text = new StringBuilder("<|" + brief.language() + "|>");
    part(text, "<|voice|>", brief.voice(), MOST_TEXT);
    part(text, "<|product|>", brief.product(), MOST_TEXT);
    part(text, "<|by|>", brief.advertiser(), MOST_TEXT);
    part(text, "<|about|>", brief.description(), MOST_TEXT);
    brief.claims().stream()
        .limit(MOST_ITEMS)
        .forEach(claim -> part(text, "<|claim|>", claim, MOST_TEXT));
    brief.mustSay().stream()
        .limit(MOST_ITEMS)
        .forEach(phrase -> part(text, "<|must|>", phrase, MOST_TEXT));
    return text.toString();
  }

  private static String audience(AdBrief brief) {
    StringBuilder text = new StringBuilder(PLACEMENTS.get(brief.placement()));
    if (!brief.ageBand().isBlank()) {
      part(text, "<|age|>", brief.ageBand(), MOST_TEXT);
    }
    brief.interests().stream()
        .limit(MOST_ITEMS)
        .forEach(interest -> part(text, "<|likes|>", interest, MOST_TEXT));
    brief.context().stream()
        .limit(1)
        .forEach(post -> part(text, "<|context|>", post, MOST_CONTEXT));
    return text.append("<|headline|>").toString();
  }

  /** No text of a brief can hold a mark: the marks are the model's form. */
  private static void part(StringBuilder to, String mark, String text, int most) {
    String plain = text.replace("<|", "< ").strip();
    int end = plain.offsetByCodePoints(0, Math.min(most, plain.codePointCount(0, plain.length())));
    to.append(mark).append(plain, 0, end);
  }
}
