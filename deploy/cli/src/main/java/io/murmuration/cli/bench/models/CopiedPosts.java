package io.murmuration.cli.bench.models;

import io.murmuration.model.duplicate.NormalText;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Random;

/**
 * Posts and what people make of them when they pass them on: seeded, two copies of each original,
 * from a second to half a day later, among other posts.
 */
final class CopiedPosts {
  /** Of posts that nobody copied. */
  static final int NO_GROUP = -1;

  private static final int COPIES = 2;
  private static final int LEAST_WORDS = 6;
  private static final long APART_MILLIS = 1_000;
  private static final double LONGEST_DELAY_SECONDS = 43_200;

  private final Random random;
  private final List<String> words;

  /**
   * @param stamp in milliseconds
   * @param group of the original and its copies
   */
  record Post(String text, long stamp, int group) {}

  private enum Edit {
    REPOST,
    CUT_REPOST,
    COMMENTED_REPOST,
    LINK,
    TAGS,
    UPPER_CASE,
    EMOJI,
    OTHER_WORD,
    MORE_WORDS
  }

  private CopiedPosts(List<String> texts, long seed) {
    random = new Random(seed);
    words = texts.stream().flatMap(text -> NormalText.words(text).stream()).toList();
  }

  /** In the order of their stamps. Every second text that is nobody's copy already is copied. */
  static List<Post> of(List<String> texts, long seed) {
    CopiedPosts made = new CopiedPosts(texts, seed);
    List<Post> posts = new ArrayList<>();
    int groups = 0;
    for (int i = 0; i < texts.size(); i++) {
      String text = texts.get(i);
      boolean copied = i % 2 == 0 && isOriginal(text);
      Post original = new Post(text, i * APART_MILLIS, copied ? groups++ : NO_GROUP);
      posts.add(original);
      for (int copy = 0; copied && copy < COPIES; copy++) {
        posts.add(made.copyOf(original));
      }
    }
    posts.sort(Comparator.comparingLong(Post::stamp));
    return posts;
  }

  private static boolean isOriginal(String text) {
    return NormalText.words(text).size() >= LEAST_WORDS && !text.matches("(?s).*(RT |[\"“]@).*");
  }

  /** Delays are even on a logarithmic scale. */
  private Post copyOf(Post original) {
    Edit edit = Edit.values()[random.nextInt(Edit.values().length)];
    double seconds = Math.exp(random.nextDouble() * Math.log(LONGEST_DELAY_SECONDS));
    return new Post(
        edited(edit, original.text()),
        original.stamp() + Math.round(seconds * 1_000),
        original.group());
  }

  private String edited(Edit edit, String text) {
    return switch (edit) {
      case REPOST -> "RT @user" + random.nextInt(100) + ": " + text;
      case CUT_REPOST -> "RT @user" + random.nextInt(100) + ": " + cut(text) + "…";
      case COMMENTED_REPOST -> word() + " " + word() + " RT @user: " + text;
      case LINK -> text + " http://t.co/" + Integer.toHexString(random.nextInt());
      case TAGS -> text.replaceFirst("(\\s*#\\w+)+\\s*$", "") + " #" + word() + " #" + word();
      case UPPER_CASE -> text.toUpperCase(Locale.ROOT);
      case EMOJI -> text + List.of(" 😂😂", " 🙏", " ❤️").get(random.nextInt(3));
      case OTHER_WORD -> otherWord(text);
      case MORE_WORDS -> text + " " + word() + " " + word();
    };
  }

  private String cut(String text) {
    return text.substring(0, text.length() * (60 + random.nextInt(21)) / 100);
  }

  private String otherWord(String text) {
    String[] all = text.strip().split("\\s+");
    int at = random.nextInt(all.length);
    while (all[at].matches("[@#].*|http.*")) {
      at = random.nextInt(all.length);
    }
    all[at] = word();
    return String.join(" ", all);
  }

  private String word() {
    return words.get(random.nextInt(words.size()));
  }
}
