package io.murmuration.cli.diff;

import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.OptionalDouble;
import java.util.Set;

/** Nearness of vectors, rankings and texts; 1 is the same. */
final class Similarity {
  private Similarity() {}

  /** 0 where the two can't be compared: one is empty, or of another length. */
  static double cosine(List<Float> a, List<Float> b) {
    if (a.size() != b.size() || a.isEmpty()) {
      return 0;
    }
    double dot = 0;
    double aa = 0;
    double bb = 0;
    for (int i = 0; i < a.size(); i++) {
      dot += (double) a.get(i) * b.get(i);
      aa += (double) a.get(i) * a.get(i);
      bb += (double) b.get(i) * b.get(i);
    }
    return aa == 0 || bb == 0 ? 0 : dot / Math.sqrt(aa * bb);
  }

  /** What share of the first k of the longer list both have. */
  static double overlap(List<String> a, List<String> b, int k) {
    Set<String> first = new HashSet<>(a.subList(0, Math.min(k, a.size())));
    Set<String> other = new HashSet<>(b.subList(0, Math.min(k, b.size())));
    int size = Math.max(first.size(), other.size());
    first.retainAll(other);
    return size == 0 ? 1 : (double) first.size() / size;
  }

  /** Kendall's tau over what both rank; empty for fewer than two. */
  static OptionalDouble rankCorrelation(List<String> a, List<String> b) {
    int[] ranks = a.stream().mapToInt(b::indexOf).filter(rank -> rank >= 0).toArray();
    if (ranks.length < 2) {
      return OptionalDouble.empty();
    }
    long agree = 0;
    long pairs = (long) ranks.length * (ranks.length - 1) / 2;
    for (int i = 0; i < ranks.length; i++) {
      for (int j = i + 1; j < ranks.length; j++) {
        agree += ranks[i] < ranks[j] ? 1 : -1;
      }
    }
    return OptionalDouble.of((double) agree / pairs);
  }

  /** 1 less the edit distance (Levenshtein, code points) against the longer text. */
  static double text(String a, String b) {
    int[] from = a.codePoints().toArray();
    int[] to = b.codePoints().toArray();
    if (from.length == 0 && to.length == 0) {
      return 1;
    }
    int[] row = new int[to.length + 1];
    Arrays.setAll(row, i -> i);
    for (int i = 1; i <= from.length; i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j <= to.length; j++) {
        int above = row[j];
        int substitute = diagonal + (from[i - 1] == to[j - 1] ? 0 : 1);
        row[j] = Math.min(substitute, 1 + Math.min(above, row[j - 1]));
        diagonal = above;
      }
    }
    return 1 - (double) row[to.length] / Math.max(from.length, to.length);
  }
}
