package io.murmuration.jobs.rank.stages;

/** Says whether a reader may be shown a post at all. */
@FunctionalInterface
public interface CandidateFilter {
  boolean keeps(Reader reader, PostContent post, long atMillis);
}
