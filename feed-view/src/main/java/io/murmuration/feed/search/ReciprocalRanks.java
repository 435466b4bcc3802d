package io.murmuration.feed.search;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.lucene.search.ScoreDoc;

/**
 * Fuses rankings whose scores can't be compared: each adds 1 / (10 + rank) (Cormack, Clarke and
 * Büttcher 2009). With their 60 whatever is within the first 60 of both comes before the first of
 * one alone, so that a French query, which shares no word with its English post but a few with many
 * French ones, found it half as often as by meaning alone; with 10 few of both do.
 */
final class ReciprocalRanks {
  private static final double K = 10;

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
