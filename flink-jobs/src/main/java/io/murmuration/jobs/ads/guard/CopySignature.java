package io.murmuration.jobs.ads.guard;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * What two copies are compared by: the least hashes of their pairs of words, names left out, since
 * every advertiser has its own.
 *
 * @see <a href="https://doi.org/10.1109/SEQUEN.1997.666900">Broder 1997</a>
 */
public final class CopySignature {
  private static final int HASHES = 32;

  private CopySignature() {}

  /**
   * @param names of product and advertiser, in any order; blank ones are none
   */
  public static long[] of(String text, List<String> names) {
    String plain = without(names, text.toLowerCase(Locale.ROOT));
    List<String> words = new ArrayList<>();
    for (String word : plain.split("[^\\p{L}\\p{N}]+")) {
      if (!word.isEmpty()) {
        words.add(word);
      }
    }
    long[] least = new long[HASHES];
    java.util.Arrays.fill(least, Long.MAX_VALUE);
    for (int i = 0; i + 1 < words.size(); i++) {
      long pair = hash(words.get(i) + " " + words.get(i + 1));
      for (int h = 0; h < HASHES; h++) {
        least[h] = Math.min(least[h], mixed(pair + h * 0x9e3779b97f4a7c15L));
      }
    }
    return least;
  }

  /** The longest first: one name may stand in the other. */
  private static String without(List<String> names, String text) {
    List<String> longestFirst =
        names.stream()
            .map(name -> name.strip().toLowerCase(Locale.ROOT))
            .filter(name -> !name.isEmpty())
            .sorted(Comparator.comparingInt(String::length).reversed())
            .toList();
    String rest = text;
    for (String name : longestFirst) {
      String alone = "(?<![\\p{L}\\p{N}])" + Pattern.quote(name) + "(?![\\p{L}\\p{N}])";
      rest = rest.replaceAll(alone, " ");
    }
    return rest;
  }

  /** About the share of their pairs of words that both have; 0 where either has none. */
  public static double likeness(long[] one, long[] other) {
    int same = 0;
    for (int i = 0; i < HASHES; i++) {
      if (one[i] == other[i] && one[i] != Long.MAX_VALUE) {
        same++;
      }
    }
    return (double) same / HASHES;
  }

  private static long hash(String text) {
    long hash = 0xcbf29ce484222325L;
    for (int i = 0; i < text.length(); i++) {
      hash = (hash ^ text.charAt(i)) * 0x100000001b3L;
    }
    return hash;
  }

  private static long mixed(long value) {
    long x = (value ^ value >>> 30) * 0xbf58476d1ce4e5b9L;
    x = (x ^ x >>> 27) * 0x94d049bb133111ebL;
    return x ^ x >>> 31;
  }
}
