package io.murmuration.cli.bench.models;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Texts as unit vectors of term frequency times inverse document frequency, as scikit-learn
 * computes it (smooth idf): the baseline that a learnt vector has to beat. Terms never seen in
 * fitting count as the rarest.
 */
final class TfIdf {
  private static final Pattern WORD = Pattern.compile("[\\p{L}\\p{M}\\p{N}]+|[^\\s\\p{L}\\p{N}]");

  private final Function<String, List<String>> terms;
  private final Map<String, Integer> documents = new HashMap<>();
  private final int fitted;

  private TfIdf(Function<String, List<String>> terms, List<String> texts) {
    this.terms = terms;
    this.fitted = texts.size();
    for (String text : texts) {
      for (String term : new HashSet<>(terms.apply(text))) {
        documents.merge(term, 1, Integer::sum);
      }
    }
  }

  /** Of words. */
  static TfIdf words(List<String> texts) {
    return new TfIdf(TfIdf::wordsOf, texts);
  }

  /** Of words and of pairs of neighbours. */
  static TfIdf wordPairs(List<String> texts) {
    return new TfIdf(
        text -> {
          List<String> words = wordsOf(text);
          List<String> all = new ArrayList<>(words);
          for (int i = 1; i < words.size(); i++) {
            all.add(words.get(i - 1) + " " + words.get(i));
          }
          return all;
        },
        texts);
  }

  /** Of words and the 3- to 5-grams of their characters. */
  static TfIdf characters(List<String> texts) {
    return new TfIdf(
        text -> {
          List<String> all = new ArrayList<>();
          for (String word : wordsOf(text)) {
            all.add(word);
            String framed = "<" + word + ">";
            for (int n = 3; n <= 5; n++) {
              for (int i = 0; i + n <= framed.length(); i++) {
                all.add(framed.substring(i, i + n));
              }
            }
          }
          return all;
        },
        texts);
  }

  /** Weights by term, in the terms' order: sums over it are the same on every run. */
  Map<String, Double> vector(String text) {
    Map<String, Double> weights = new TreeMap<>();
    for (String term : terms.apply(text)) {
      weights.merge(term, idf(term), Double::sum);
    }
    double length = Math.sqrt(weights.values().stream().mapToDouble(w -> w * w).sum());
    weights.replaceAll((term, weight) -> weight / length);
    return weights;
  }

  static double cosine(Map<String, Double> a, Map<String, Double> b) {
    double sum = 0;
    for (Map.Entry<String, Double> entry : a.entrySet()) {
      sum += entry.getValue() * b.getOrDefault(entry.getKey(), 0.0);
    }
    return sum;
  }

  private double idf(String term) {
    return Math.log((1.0 + fitted) / (1.0 + documents.getOrDefault(term, 0))) + 1;
  }

  static List<String> wordsOf(String text) {
    List<String> words = new ArrayList<>();
    Matcher matcher = WORD.matcher(text.toLowerCase(Locale.ROOT));
    while (matcher.find()) {
      words.add(matcher.group());
    }
    return words;
  }
}
