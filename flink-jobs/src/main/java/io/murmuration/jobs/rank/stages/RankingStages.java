package io.murmuration.jobs.rank.stages;

import io.murmuration.model.rank.RankScores;
import io.murmuration.model.rank.ReaderMoment;
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
    return source.of(
        reader, offered.stream().filter(each -> mayShow(reader, each.post(), at)).toList());
  }

  public SlateRow[] rows(Reader reader, List<Candidate> candidates, long at) {
    ReaderMoment moment = ReaderMoment.of(reader.affinities(), at);
    return candidates.stream()
        .map(each -> hydration.row(reader, moment, each))
        .toArray(SlateRow[]::new);
  }

  /**
   * @param scores one for each row
   * @return the timeline, best first
   */
  public List<RankedEntry> select(SlateRow[] rows, List<RankScores> scores) {
    return selection.of(rows, scores);
  }

  private boolean mayShow(Reader reader, PostContent post, long at) {
    return filters.stream().allMatch(filter -> filter.keeps(reader, post, at));
  }
}
