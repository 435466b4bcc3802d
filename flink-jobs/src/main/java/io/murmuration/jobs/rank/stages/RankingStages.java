package io.murmuration.jobs.rank.stages;

import io.murmuration.model.rank.RankScores;
import io.murmuration.model.rank.ReaderMoment;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/**
 * The executor: filter, source, hydrate; then the caller has the rows scored; then select. A row's
 * features and scores never depend on the other rows.
 */
public final class RankingStages {
  private final List<CandidateFilter> filters;
  private final CandidateSource source;
  private final CandidateHydration hydration = new CandidateHydration();
  private final TimelineSelection selection;

  public RankingStages(RankPolicy policy) {
    filters = Filters.of(policy);
    source = new CandidateSource(policy);
    selection = new TimelineSelection(policy);
  }

  /** Those worth keeping of all that was offered; the others will never be shown. */
  public List<Candidate> candidates(Reader reader, Collection<Candidate> offered, long at) {
    List<Candidate> shown = new ArrayList<>();
    for (Candidate each : offered) {
      if (mayShow(reader, each.post(), at)) {
        shown.add(each);
      }
    }
    return source.of(reader, shown);
  }

  public SlateRow[] rows(Reader reader, List<Candidate> candidates, long at) {
    ReaderMoment moment = ReaderMoment.of(reader.affinities(), at);
    SlateRow[] rows = new SlateRow[candidates.size()];
    for (int i = 0; i < rows.length; i++) {
      rows[i] = hydration.row(reader, moment, candidates.get(i));
    }
    return rows;
  }

  /**
   * @param scores one for each row
   * @return the timeline, best first
   */
  public List<RankedEntry> select(SlateRow[] rows, List<RankScores> scores) {
    return selection.of(rows, scores);
  }

  private boolean mayShow(Reader reader, PostContent post, long at) {
    for (CandidateFilter filter : filters) {
      if (!filter.keeps(reader, post, at)) {
        return false;
      }
    }
    return true;
  }
}
