package io.murmuration.jobs.rank.stages;

import io.murmuration.model.rank.RankScores;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * From scores to a timeline: the weighted sum of the heads, the best of each cluster of copies, a
 * discount out of network, and less with each further post of an author.
 */
final class TimelineSelection {
  private static final Comparator<RankedEntry> BEST =
      Comparator.comparingDouble(RankedEntry::score)
          .reversed()
          .thenComparing(each -> each.row().tweetId());

  private final RankPolicy policy;

  TimelineSelection(RankPolicy policy) {
    this.policy = policy;
  }

  List<RankedEntry> of(SlateRow[] rows, List<RankScores> scores) {
    List<RankedEntry> entries = new ArrayList<>(rows.length);
    for (int i = 0; i < rows.length; i++) {
      entries.add(scored(rows[i], scores.get(i)));
    }
    entries.sort(BEST);
    List<RankedEntry> diverse = diverse(withoutCopies(entries));
    diverse.sort(BEST);
    return List.copyOf(diverse.subList(0, Math.min(policy.entries(), diverse.size())));
  }

  private RankedEntry scored(SlateRow row, RankScores scores) {
    double value = scores.value(policy::worth);
    double factor = row.inNetwork() ? 1 : policy.outOfNetworkDiscount();
    return new RankedEntry(row, scores, lessened(value, factor));
  }

  /** Also where the negative heads outweigh the others: further down, not up. */
  private static double lessened(double value, double factor) {
    return value >= 0 ? value * factor : value / factor;
  }

  private static List<RankedEntry> withoutCopies(List<RankedEntry> best) {
    Set<String> clusters = new HashSet<>();
    return best.stream()
        .filter(each -> each.row().cluster() == null || clusters.add(each.row().cluster()))
        .toList();
  }

  private List<RankedEntry> diverse(List<RankedEntry> best) {
    Map<String, Integer> before = new HashMap<>();
    List<RankedEntry> all = new ArrayList<>(best.size());
    for (RankedEntry entry : best) {
      int earlier = before.merge(entry.row().authorId(), 1, Integer::sum) - 1;
      double factor =
          policy.authorFloor()
              + (1 - policy.authorFloor()) * StrictMath.pow(policy.authorDecay(), earlier);
      all.add(new RankedEntry(entry.row(), entry.scores(), lessened(entry.score(), factor)));
    }
    return all;
  }
}
