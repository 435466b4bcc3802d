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
 * <p>Each post passes here, so a pattern is tried only where the text holds what it begins with,
 * and characters are told apart by a loop.
 */
public final class NormalText {
  /** What is read of a post, in characters: the longest post of any network. */
  private static final int READ = 25_000;

  private static final int LAST_ASCII = 0x7f;
  private static final String QUOTES = "'’‘`´";
  private static final Pattern ENTITY = Pattern.compile("&(?:amp|lt|gt|quot|#39);");
  private static final Pattern REPOST =
      Pattern.compile("(?<!\\w)(?:rt|via)\\s*+:?\\s*+[\"“]?@\\w++:?", flags());
  private static final Pattern LINK =
      Pattern.compile("(?:https?://|www\\.|pic\\.twitter\\.com/)\\S*+", flags());
  private static final Pattern MENTION = Pattern.compile("@\\w++", flags());
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
    String bare = folded(post);
    if (bare.contains("://") || bare.contains("www.") || bare.contains("pic.twitter.com/")) {
      bare = LINK.matcher(bare).replaceAll(" ");
    }
    if (bare.indexOf('@') >= 0) {
      bare = MENTION.matcher(bare).replaceAll(" ");
    }
    List<String> words = runs(bare);
    int end = words.size();
    while (end > 0 && words.get(end - 1).charAt(0) == '#') {
      end--;
    }
    return words.subList(0, end).stream().flatMap(word -> parts(word).stream()).toList();
  }

  /** With links, mentions, hashtags and marks, for posts that have little else; may be empty. */
  static String whole(String post) {
    return SPACE.matcher(folded(post)).replaceAll(" ").strip();
  }

  /** Through upper case, which has one form where lower case has several. */
  private static String folded(String post) {
    String read = post.length() <= READ ? post : post.substring(0, READ);
    String cased = normal(read).toUpperCase(Locale.ROOT).toLowerCase(Locale.ROOT);
    String seen = seen(normal(cased));
    if (seen.indexOf('&') >= 0) {
      seen = ENTITY.matcher(seen).replaceAll(" ");
    }
    return seen.indexOf('@') >= 0 ? REPOST.matcher(seen).replaceAll(" ") : seen;
  }

  private static String normal(String text) {
    return isAscii(text) ? text : Normalizer.normalize(text, Normalizer.Form.NFKC);
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
  private static List<String> parts(String word) {
    List<String> parts = new ArrayList<>();
    for (String part : word.indexOf('#') < 0 ? new String[] {word} : word.split("#")) {
      if (part.codePoints().anyMatch(point -> isOneOf(point, LETTERS_AND_NUMBERS))) {
        parts.add(part);
      }
    }
    return parts;
  }

  private static boolean isOneOf(int point, int types) {
    return (types >> Character.getType(point) & 1) == 1;
  }

  private static int flags() {
    return Pattern.UNICODE_CHARACTER_CLASS;
  }
}
