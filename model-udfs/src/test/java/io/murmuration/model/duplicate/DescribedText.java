package io.murmuration.model.duplicate;

import java.text.Normalizer;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/** {@link NormalText#words} as patterns say it, one after another over the whole text. */
final class DescribedText {
  /** What is read of a post, in characters: the longest post of any network. */
  private static final int READ = 25_000;

  private static final Pattern UNSEEN =
      Pattern.compile("[\\p{Cf}\\p{Me}\\x{FE00}-\\x{FE0F}\\x{E0100}-\\x{E01EF}'’‘`´]");
  private static final Pattern ENTITY = Pattern.compile("&(?:amp|lt|gt|quot|#39);");
  private static final Pattern REPOST =
      Pattern.compile("(?<!\\w)(?:rt|via)\\s*+:?\\s*+[\"“]?@\\w++:?", flags());
  private static final Pattern LINK =
      Pattern.compile("(?:https?://|www\\.|pic\\.twitter\\.com/)\\S*+", flags());
  private static final Pattern MENTION = Pattern.compile("@\\w++", flags());
  private static final Pattern MARK = Pattern.compile("[^\\p{L}\\p{M}\\p{N}#]++", flags());
  private static final Pattern WORD = Pattern.compile(".*[\\p{L}\\p{N}].*", flags());

  private DescribedText() {}

  /** Of letters and digits alone; may be none. */
  static List<String> words(String post) {
    String bare = MENTION.matcher(LINK.matcher(folded(post)).replaceAll(" ")).replaceAll(" ");
    String[] words = MARK.matcher(bare).replaceAll(" ").strip().split(" ");
    int end = words.length;
    while (end > 0 && words[end - 1].startsWith("#")) {
      end--;
    }
    return Arrays.stream(words, 0, end)
        .flatMap(word -> Arrays.stream(word.split("#")))
        .filter(word -> WORD.matcher(word).matches())
        .toList();
  }

  /** Through upper case, which has one form where lower case has several. */
  private static String folded(String post) {
    String read = post.length() <= READ ? post : post.substring(0, READ);
    String cased = normal(read).toUpperCase(Locale.ROOT).toLowerCase(Locale.ROOT);
    String seen = UNSEEN.matcher(normal(cased)).replaceAll("");
    return REPOST.matcher(ENTITY.matcher(seen).replaceAll(" ")).replaceAll(" ");
  }

  private static String normal(String text) {
    return Normalizer.normalize(text, Normalizer.Form.NFKC);
  }

  private static int flags() {
    return Pattern.UNICODE_CHARACTER_CLASS;
  }
}
