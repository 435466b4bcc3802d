package io.murmuration.jobs.rank.stages;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;

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
    List<Candidate> sorted = new ArrayList<>(offered);
    sorted.sort(NEWEST);
    List<Candidate> inNetwork = new ArrayList<>();
    List<Candidate> outOfNetwork = new ArrayList<>();
    for (Candidate each : sorted) {
      boolean follows = reader.follows(each.post().authorId());
      List<Candidate> source = follows ? inNetwork : outOfNetwork;
      if (source.size() < (follows ? policy.inNetwork() : policy.outOfNetwork())) {
        source.add(each);
      }
    }
    inNetwork.addAll(outOfNetwork);
    return inNetwork;
  }
}
