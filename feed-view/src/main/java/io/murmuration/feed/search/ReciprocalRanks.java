package io.murmuration.feed.search;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.lucene.search.ScoreDoc;

/**
 * Fuses rankings whose scores can't be compared: each adds 1 / (60 + rank) (Cormack, Clarke and
 * Büttcher 2009).
 */
final class ReciprocalRanks {
  private static final double K = 60;

  private final Map<Integer, Fused> byDocument = new LinkedHashMap<>();

  /** Ranks from 1; 0 where the document is not in that ranking. */
  record Fused(int document, double score, int wordRank, int meaningRank) {}

  void addWords(ScoreDoc[] ranking) {
    for (int rank = 1; rank <= ranking.length; rank++) {
      int document = ranking[rank - 1].doc;
      Fused before = before(document);
      byDocument.put(
          document, new Fused(document, before.score + share(rank), rank, before.meaningRank));
    }
  }

  void addMeaning(ScoreDoc[] ranking) {
    for (int rank = 1; rank <= ranking.length; rank++) {
      int document = ranking[rank - 1].doc;
      Fused before = before(document);
      byDocument.put(
          document, new Fused(document, before.score + share(rank), before.wordRank, rank));
    }
  }

  private Fused before(int document) {
    return byDocument.getOrDefault(document, new Fused(document, 0, 0, 0));
  }

  private static double share(int rank) {
    return 1 / (K + rank);
  }

  /**
   * @return best first; of equals the one that came later to the index
   */
  List<Fused> best(int limit) {
    List<Fused> all = new ArrayList<>(byDocument.values());
    all.sort(Comparator.comparingDouble(Fused::score).thenComparingInt(Fused::document).reversed());
    return all.subList(0, Math.min(limit, all.size()));
  }
}
