package io.murmuration.model.duplicate;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A pattern whose finds become blanks. It is tried only where one of its beginnings stands, which
 * few posts have: trying it at each character is most of what a pattern costs.
 */
final class Blanked {
  private final Pattern pattern;
  private final String[] beginnings;

  /**
   * @param beginnings each find begins with one of them
   */
  Blanked(Pattern pattern, String... beginnings) {
    this.pattern = pattern;
    this.beginnings = beginnings;
  }

  /** The same as {@link Matcher#replaceAll} with a blank. */
  String in(String text) {
    int begin = next(text, 0);
    if (begin < 0) {
      return text;
    }
    Matcher found = pattern.matcher(text).useTransparentBounds(true).useAnchoringBounds(false);
    StringBuilder out = new StringBuilder(text.length());
    int kept = 0;
    while (begin >= 0) {
      int from = begin + 1;
      if (found.region(begin, text.length()).lookingAt()) {
        out.append(text, kept, begin).append(' ');
        kept = found.end();
        from = Math.max(from, kept);
      }
      begin = next(text, from);
    }
    return out.append(text, kept, text.length()).toString();
  }

  private int next(String text, int from) {
    int first = -1;
    for (String beginning : beginnings) {
      int at = text.indexOf(beginning, from);
      if (at >= 0 && (first < 0 || at < first)) {
        first = at;
      }
    }
    return first;
  }
}
