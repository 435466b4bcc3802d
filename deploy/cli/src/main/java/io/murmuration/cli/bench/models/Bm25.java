package io.murmuration.cli.bench.models;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Robertson and Zaragoza's BM25 with the usual k1 = 1.2 and b = 0.75, over words. */
final class Bm25 {
  private static final double K1 = 1.2;
  private static final double B = 0.75;

  private record Posting(int document, int count) {}

  private final Map<String, List<Posting>> postings = new HashMap<>();
  private final int[] lengths;
  private final double meanLength;

  Bm25(List<String> documents) {
    lengths = new int[documents.size()];
    for (int i = 0; i < lengths.length; i++) {
      Map<String, Integer> counts = new TreeMap<>();
      List<String> words = TfIdf.wordsOf(documents.get(i));
      words.forEach(word -> counts.merge(word, 1, Integer::sum));
      lengths[i] = words.size();
      int document = i;
      counts.forEach(
          (word, count) ->
              postings
                  .computeIfAbsent(word, w -> new ArrayList<>())
                  .add(new Posting(document, count)));
    }
    meanLength = java.util.Arrays.stream(lengths).average().orElse(1);
  }

  /** One score a document. */
  double[] scores(String query) {
    double[] scores = new double[lengths.length];
    for (String word : TfIdf.wordsOf(query)) {
      List<Posting> found = postings.getOrDefault(word, List.of());
      double idf = Math.log(1 + (lengths.length - found.size() + 0.5) / (found.size() + 0.5));
      for (Posting posting : found) {
        double tf = posting.count();
        double norm = K1 * (1 - B + B * lengths[posting.document()] / meanLength);
        scores[posting.document()] += idf * tf * (K1 + 1) / (tf + norm);
      }
    }
    return scores;
  }
}
