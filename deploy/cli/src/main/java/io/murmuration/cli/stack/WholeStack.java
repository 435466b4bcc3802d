package io.murmuration.cli.stack;

import io.murmuration.devstack.JobSpec;
import io.murmuration.devstack.Ports;
import io.murmuration.devstack.StackConfig;
import io.murmuration.jobs.ads.CreateAdsJob;
import io.murmuration.jobs.enrich.EnrichTweetsJob;
import io.murmuration.jobs.rank.RankTimelinesJob;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** Broker, registry, Flink with all three jobs, and feed-view, sized to this machine. */
public final class WholeStack {
  private static final int ENRICH_PARALLELISM = 2;

  /** What is written exactly once is seen with the next of them. */
  private static final Duration CHECKPOINTS = Duration.ofMillis(500);

  /** Timelines are written at once: checkpoints only bound what a restart does again. */
  private static final Duration RANK_CHECKPOINTS = Duration.ofSeconds(5);

  private static final int CORES = Runtime.getRuntime().availableProcessors();

  /** Enough for compilers to have some beside live traffic. */
  private static final int CORES_FOR_SPEED = 8;

  /** Each subtask is a dozen threads, which a small machine has to find time for. */
  private static final int BESIDE_ENRICH = Math.max(1, CORES / 4);

  private static final List<JobSpec> JOBS =
      List.of(
          new JobSpec(EnrichTweetsJob.NAME, EnrichTweetsJob.class.getName()),
          new JobSpec(RankTimelinesJob.NAME, RankTimelinesJob.class.getName())
              .withCheckpointInterval(RANK_CHECKPOINTS)
              .withParallelism(BESIDE_ENRICH),
          new JobSpec(CreateAdsJob.NAME, CreateAdsJob.class.getName())
              .withParallelism(BESIDE_ENRICH));

  private WholeStack() {}

  /**
   * @param root of the repository
   * @param data its state, which the next start carries on with
   * @throws IllegalArgumentException if there can be no such stack
   */
  public static StackConfig of(Path root, Path data, Ports ports) {
    StackConfig config =
        new StackConfig(
                data,
                ports,
                root.resolve("deploy/dev-stack/target/registry"),
                root.resolve("model-udfs/models"),
                ENRICH_PARALLELISM,
                CHECKPOINTS,
                JOBS)
            .remembering()
            .withFeedView(root.resolve("feed-view/target"));
    return CORES >= CORES_FOR_SPEED ? config.forSpeed() : config;
  }
}
