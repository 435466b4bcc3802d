package io.murmuration.jobs.rank.stages;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** Of what was offered to a reader, the newest in and out of network, newest first. */
final class CandidateSource {
  private static final Comparator<Candidate> NEWEST =
      Comparator.comparingLong((Candidate each) -> each.post().createdAtMillis())
          .reversed()
          .thenComparing(each -> each.post().tweetId());

  private final RankPolicy policy;

  CandidateSource(RankPolicy policy) {
    this.policy = policy;
  }

  List<Candidate> of(Reader reader, Collection<Candidate> offered) {
    List<Candidate> sorted = offered.stream().sorted(NEWEST).toList();
    return Stream.concat(
            sorted.stream()
                .filter(each -> reader.follows(each.post().authorId()))
                .limit(policy.inNetwork()),
            sorted.stream()
                .filter(each -> !reader.follows(each.post().authorId()))
                .limit(policy.outOfNetwork()))
        .toList();
  }
}
