package io.murmuration.model.duplicate;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * What is left of a post when everything is gone that changes from copy to copy: repost marks,
 * links, mentions, hashtags at the end, case, punctuation, emoji, width and spacing.
 *
 * <p>Each post passes here, so patterns are tried only where they can begin, and characters are
 * told apart by a loop.
 */
public final class NormalText {
  /** What is read of a post, in characters: the longest post of any network. */
  private static final int READ = 25_000;

  private static final int LAST_ASCII = 0x7f;
  private static final String QUOTES = "'’‘`´";
  private static final Blanked ENTITIES =
      new Blanked(Pattern.compile("&(?:amp|lt|gt|quot|#39);"), "&");
  private static final Blanked REPOST_MARKS =
      new Blanked(
          Pattern.compile("(?<!\\w)(?:rt|via)\\s*+:?\\s*+[\"“]?@\\w++:?", flags()), "rt", "via");
  private static final Blanked LINKS =
      new Blanked(
          Pattern.compile("(?:https?://|www\\.|pic\\.twitter\\.com/)\\S*+", flags()),
          "http",
          "www.",
          "pic.");
  private static final Blanked MENTIONS = new Blanked(Pattern.compile("@\\w++", flags()), "@");
  private static final Pattern SPACE = Pattern.compile("\\s++", flags());

  private static final int LETTERS_AND_NUMBERS =
      1 << Character.UPPERCASE_LETTER
          | 1 << Character.LOWERCASE_LETTER
          | 1 << Character.TITLECASE_LETTER
          | 1 << Character.MODIFIER_LETTER
          | 1 << Character.OTHER_LETTER
          | 1 << Character.DECIMAL_DIGIT_NUMBER
          | 1 << Character.LETTER_NUMBER
          | 1 << Character.OTHER_NUMBER;

  private static final int MARKS =
      1 << Character.NON_SPACING_MARK
          | 1 << Character.ENCLOSING_MARK
          | 1 << Character.COMBINING_SPACING_MARK;

  private NormalText() {}

  /** Of letters and digits alone; may be none. */
  public static List<String> words(String post) {
    List<String> runs = runs(MENTIONS.in(LINKS.in(folded(post))));
    int end = runs.size();
    while (end > 0 && runs.get(end - 1).charAt(0) == '#') {
      end--;
    }
    List<String> words = new ArrayList<>(end);
    for (String run : runs.subList(0, end)) {
      addParts(run, words);
    }
    return words;
  }

  /** With links, mentions, hashtags and marks, for posts that have little else; may be empty. */
  static String whole(String post) {
    return SPACE.matcher(folded(post)).replaceAll(" ").strip();
  }

  /** Through upper case, which has one form where lower case has several. */
  private static String folded(String post) {
    String read = post.length() <= READ ? post : post.substring(0, READ);
    String seen = ENTITIES.in(isAscii(read) ? seenOfAscii(read) : seen(cased(read)));
    return seen.indexOf('@') >= 0 ? REPOST_MARKS.in(seen) : seen;
  }

  private static String cased(String text) {
    String cased = normal(text).toUpperCase(Locale.ROOT).toLowerCase(Locale.ROOT);
    return normal(cased);
  }

  private static String normal(String text) {
    return Normalizer.normalize(text, Normalizer.Form.NFKC);
  }

  /** The same as the longer way, in one pass: most posts go this way. */
  private static String seenOfAscii(String text) {
    char[] seen = new char[text.length()];
    int length = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (!isUnseen(c)) {
        seen[length++] = c >= 'A' && c <= 'Z' ? (char) (c + ('a' - 'A')) : c;
      }
    }
    return new String(seen, 0, length);
  }

  private static boolean isAscii(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) > LAST_ASCII) {
        return false;
      }
    }
    return true;
  }

  private static String seen(String text) {
    StringBuilder seen = new StringBuilder(text.length());
    int point;
    for (int at = 0; at < text.length(); at += Character.charCount(point)) {
      point = text.codePointAt(at);
      if (!isUnseen(point)) {
        seen.appendCodePoint(point);
      }
    }
    return seen.toString();
  }

  /** Format characters, enclosing marks, variation selectors, and quotes within words. */
  private static boolean isUnseen(int point) {
    if (point <= LAST_ASCII) {
      return point == '\'' || point == '`';
    }
    int type = Character.getType(point);
    return type == Character.FORMAT
        || type == Character.ENCLOSING_MARK
        || point >= 0xFE00 && point <= 0xFE0F
        || point >= 0xE0100 && point <= 0xE01EF
        || QUOTES.indexOf(point) >= 0;
  }

  /** Unbroken letters, digits and number signs. */
  private static List<String> runs(String text) {
    List<String> runs = new ArrayList<>();
    int start = 0;
    int at = 0;
    while (at < text.length()) {
      int point = text.codePointAt(at);
      int next = at + Character.charCount(point);
      if (!isOfWord(point)) {
        addRun(text, start, at, runs);
        start = next;
      }
      at = next;
    }
    addRun(text, start, at, runs);
    return runs;
  }

  private static void addRun(String text, int start, int end, List<String> runs) {
    if (start < end) {
      runs.add(text.substring(start, end));
    }
  }

  private static boolean isOfWord(int point) {
    if (point <= LAST_ASCII) {
      return point >= 'a' && point <= 'z'
          || point >= 'A' && point <= 'Z'
          || point >= '0' && point <= '9'
          || point == '#';
    }
    return isOneOf(point, LETTERS_AND_NUMBERS | MARKS);
  }

  /** What number signs part, where it holds a letter or a digit. */
  private static void addParts(String run, List<String> words) {
    int start = 0;
    for (int sign = run.indexOf('#'); sign >= 0; sign = run.indexOf('#', start)) {
      addPart(run.substring(start, sign), words);
      start = sign + 1;
    }
    addPart(start == 0 ? run : run.substring(start), words);
  }

  private static void addPart(String part, List<String> words) {
    int point;
    for (int at = 0; at < part.length(); at += Character.charCount(point)) {
      point = part.codePointAt(at);
      if (isOneOf(point, LETTERS_AND_NUMBERS)) {
        words.add(part);
        return;
      }
    }
  }

  private static boolean isOneOf(int point, int types) {
    return (types >> Character.getType(point) & 1) == 1;
  }

  private static int flags() {
    return Pattern.UNICODE_CHARACTER_CLASS;
  }
}
