package io.murmuration.jobs.replay;

import java.util.List;
import java.util.Optional;

/**
 * Every job that can be replayed. {@link RankReplay} and {@link AdsReplay} come in once a run of
 * them on a real broker gave the same bytes.
 */
public final class ReplayedJobs {
  private static final List<ReplayedJob> ALL = List.of(new EnrichReplay());

  private ReplayedJobs() {}

  public static List<ReplayedJob> all() {
    return ALL;
  }

  public static Optional<ReplayedJob> byName(String name) {
    return ALL.stream().filter(job -> job.name().equals(name)).findFirst();
  }
}
