package io.murmuration.jobs.ads;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The classes of things that a painter knows and what their things are called, in English and
 * French: {@code scenes.tsv}, a class a line.
 */
final class SceneWords {
  private static final String RESOURCE = "scenes.tsv";
  private static final Pattern BETWEEN_WORDS = Pattern.compile("[^\\p{L}]+");
  private static final Set<String> PLURALS = Set.of("", "s", "x", "es");

  private final Map<String, String> texts = new LinkedHashMap<>();
  private final Map<String, List<List<String>>> names = new LinkedHashMap<>();

  private SceneWords(List<String> lines) {
    for (String line : lines) {
      String[] cells = line.split("\t");
      texts.put(cells[0], cells[1]);
      names.put(
          cells[0], Pattern.compile(", ").splitAsStream(cells[1]).map(SceneWords::words).toList());
    }
  }

  static SceneWords read() {
    try (BufferedReader in =
        new BufferedReader(
            new InputStreamReader(
                SceneWords.class.getResourceAsStream(RESOURCE), StandardCharsets.UTF_8))) {
      return new SceneWords(in.lines().toList());
    } catch (IOException e) {
      throw new UncheckedIOException(RESOURCE + " can't be read", e);
    }
  }

  List<String> classes() {
    return List.copyOf(texts.keySet());
  }

  /** All words of a class, for an encoder. */
  String text(String productClass) {
    return texts.get(productClass);
  }

  /**
   * @param count of words in the names that were found, a longer name's squared
   * @param at which word of the text the first of them begins
   */
  private record Found(String productClass, int count, int at) {}

  /** The class whose things a text names most, of several the one that it names first. */
  Optional<String> named(String text) {
    List<String> words = words(text);
    Found best = null;
    for (String each : names.keySet()) {
      Found found = found(each, words);
      boolean better =
          best == null
              || found.count > best.count
              || found.count == best.count && found.at < best.at;
      best = better ? found : best;
    }
    return Optional.ofNullable(best).filter(found -> found.count > 0).map(Found::productClass);
  }

  private Found found(String productClass, List<String> words) {
    int count = 0;
    int first = words.size();
    for (List<String> name : names.get(productClass)) {
      int at = position(name, words);
      if (at < words.size()) {
        count += name.size() * name.size();
        first = Math.min(first, at);
      }
    }
    return new Found(productClass, count, first);
  }

  /** As many as there are words where it isn't there. */
  private static int position(List<String> name, List<String> words) {
    for (int at = 0; at + name.size() <= words.size(); at++) {
      if (standsAt(at, name, words)) {
        return at;
      }
    }
    return words.size();
  }

  private static boolean standsAt(int at, List<String> name, List<String> words) {
    for (int i = 0; i < name.size(); i++) {
      String word = words.get(at + i);
      String own = name.get(i);
      if (!word.startsWith(own) || !PLURALS.contains(word.substring(own.length()))) {
        return false;
      }
    }
    return true;
  }

  private static List<String> words(String text) {
    return BETWEEN_WORDS
        .splitAsStream(text.toLowerCase(Locale.ROOT))
        .filter(word -> !word.isEmpty())
        .toList();
  }
}
