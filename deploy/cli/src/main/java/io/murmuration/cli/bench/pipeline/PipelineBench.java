package io.murmuration.cli.bench.pipeline;

import io.murmuration.cli.bench.Bench;
import io.murmuration.cli.bench.BenchReport;
import io.murmuration.cli.bench.BenchSettings;
import io.murmuration.cli.bench.Measurements;
import io.murmuration.cli.bench.ScratchFolder;
import io.murmuration.devstack.DevStack;
import io.murmuration.devstack.JobSpec;
import io.murmuration.devstack.StackException;
import io.murmuration.jobs.enrich.EnrichTweetsJob;
import io.murmuration.loadgen.LatencySummary;
import io.murmuration.loadgen.LoadException;
import io.murmuration.loadgen.LoadRun;
import io.murmuration.loadgen.TrafficConfig;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * The jobs against the floor that Kafka and Flink set. For each arm and repeat: throughput and the
 * CPU time of the Flink JVM over a backlog, then latency at half of that throughput on a stack
 * without a backlog.
 */
public final class PipelineBench implements Bench {
  private static final String NAME = "pipeline";
  private static final List<JobSpec> ARMS =
      List.of(
          new JobSpec(PassThroughJob.NAME, PassThroughJob.class.getName()),
          new JobSpec(EnrichTweetsJob.NAME, EnrichTweetsJob.class.getName()));

  /** The generator's own limit on one thread; half of a faster arm's throughput is cut to it. */
  private static final double FASTEST_TRAFFIC_PER_SECOND = 20_000;

  private static final int BACKLOG = 1_500_000;
  private static final int QUICK_BACKLOG = 1_000_000;

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public String about() {
    return "speed of the jobs on a stack of their own; about 12 minutes, with --quick 3";
  }

  @Override
  public List<BenchReport> run(BenchSettings settings)
      throws StackException, LoadException, InterruptedException, IOException {
    JobStack jobs =
        new JobStack(
            settings,
            settings.choose(Duration.ofSeconds(2), Duration.ofSeconds(4)),
            settings.choose(Duration.ofSeconds(6), Duration.ofSeconds(15)));
    Measurements found = new Measurements(NAME);
    try (ScratchFolder folder = ScratchFolder.create()) {
      int backlog = settings.choose(QUICK_BACKLOG, BACKLOG);
      settings.progress().accept("writing a backlog of about " + backlog + " posts");
      long posts = fill(jobs, folder.resolve("backlog"), backlog);
      for (int repeat = 1; repeat <= settings.repeats(); repeat++) {
        for (JobSpec arm : ARMS) {
          settings
              .progress()
              .accept("repeat %d of %d: %s".formatted(repeat, settings.repeats(), arm.name()));
          measure(jobs, arm, folder, posts, found);
        }
      }
    }
    return List.of(BenchReport.against(PassThroughJob.NAME, found.figures()));
  }

  private static void measure(
      JobStack jobs, JobSpec arm, ScratchFolder folder, long posts, Measurements found)
      throws StackException, LoadException, InterruptedException, IOException {
    Path backlog = folder.copy(folder.resolve("backlog"), "drain");
    JobStack.Drained drained = jobs.drain(arm, backlog, posts);
    found.add(arm.name(), "throughput", "posts/s", drained.perSecond());
    found.add(arm.name(), "Flink CPU", "s per million posts", drained.cpuSecondsPerMillion());
    double rate = Math.min(drained.perSecond() / 2, FASTEST_TRAFFIC_PER_SECOND);
    LatencySummary latency = jobs.latency(arm, folder.resolve("latency"), rate);
    found.add(arm.name(), "half load", "posts/s", rate);
    found.add(arm.name(), "latency p50 at half load", "ms", latency.p50Millis());
    found.add(arm.name(), "latency p99 at half load", "ms", latency.p99Millis());
    folder.delete("drain");
    folder.delete("latency");
  }

  private static long fill(JobStack jobs, Path data, int backlog)
      throws StackException, LoadException, InterruptedException {
    try (DevStack stack = jobs.start(data, List.of())) {
      TrafficConfig atOnce =
          new TrafficConfig(1_000_000, 1, Optional.of(Duration.ofNanos(backlog * 1_000L)));
      try (LoadRun load = LoadRun.traffic(JobStack.target(stack), atOnce)) {
        return load.await().acknowledged();
      }
    }
  }
}
