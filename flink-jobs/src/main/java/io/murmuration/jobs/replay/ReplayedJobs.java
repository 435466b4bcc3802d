package io.murmuration.jobs.replay;

import java.util.List;
import java.util.Optional;

/** Every job that can be replayed. */
public final class ReplayedJobs {
  private static final List<ReplayedJob> ALL =
      List.of(new EnrichReplay(), new RankReplay(), new AdsReplay());

  private ReplayedJobs() {}

  public static List<ReplayedJob> all() {
    return ALL;
  }

  public static Optional<ReplayedJob> byName(String name) {
    return ALL.stream().filter(job -> job.name().equals(name)).findFirst();
  }
}
