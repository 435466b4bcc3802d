package io.murmuration.cli.bench;

import io.murmuration.devstack.DevStack;
import io.murmuration.devstack.JobSpec;
import io.murmuration.devstack.Ports;
import io.murmuration.devstack.StackConfig;
import io.murmuration.devstack.StackException;
import io.murmuration.jobs.enrich.EnrichTweetsJob;
import io.murmuration.loadgen.LatencyProbe;
import io.murmuration.loadgen.LatencySummary;
import io.murmuration.loadgen.LoadException;
import io.murmuration.loadgen.LoadRun;
import io.murmuration.loadgen.LoadTarget;
import io.murmuration.loadgen.TrafficConfig;
import io.murmuration.schemas.Topics;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * Whole jobs on the real stack, committed output counted by a reader of its own. For each arm and
 * repeat: throughput and the CPU time of the Flink JVM over a backlog, then latency at half of that
 * throughput on a stack without a backlog. Arms take turns.
 */
public final class PipelineBench {
  public static final String NAME = "pipeline";
  public static final String AGAINST = PassThroughJob.NAME;
  private static final int PARALLELISM = 2;
  private static final Duration CHECKPOINTS = Duration.ofSeconds(1);
  private static final List<JobSpec> ARMS =
      List.of(
          new JobSpec(PassThroughJob.NAME, PassThroughJob.class.getName()),
          new JobSpec(EnrichTweetsJob.NAME, EnrichTweetsJob.class.getName()));

  /** The generator's own limit on one thread; half of a faster arm's throughput is cut to it. */
  private static final double FASTEST_TRAFFIC_PER_SECOND = 20_000;

  private static final long POLL_MILLIS = 100;

  /**
   * @param backlog posts that wait when the job starts
   * @param warmUp from the first committed output to where measuring begins
   * @param window the longest that is measured; shorter where the backlog ends
   */
  public record Size(int repeats, int backlog, Duration warmUp, Duration window) {
    public static Size full() {
      return new Size(5, 1_500_000, Duration.ofSeconds(4), Duration.ofSeconds(15));
    }

    public static Size quick() {
      return new Size(1, 1_000_000, Duration.ofSeconds(2), Duration.ofSeconds(6));
    }
  }

  private record Drained(double perSecond, double cpuSecondsPerMillion) {}

  private final Path registryHome;
  private final Path models;
  private final Size size;
  private final Consumer<String> progress;
  private final Map<String, List<Double>> measured = new LinkedHashMap<>();

  public PipelineBench(Path registryHome, Path models, Size size, Consumer<String> progress) {
    this.registryHome = registryHome;
    this.models = models;
    this.size = size;
    this.progress = progress;
  }

  public List<Figure> run()
      throws StackException, LoadException, InterruptedException, IOException {
    Path folder = Files.createTempDirectory("murmur-bench");
    try {
      Path backlog = folder.resolve("backlog");
      long posts = fill(backlog);
      for (int repeat = 1; repeat <= size.repeats(); repeat++) {
        for (JobSpec arm : ARMS) {
          progress.accept("repeat %d of %d: %s".formatted(repeat, size.repeats(), arm.name()));
          measure(arm, folder, backlog, posts);
        }
      }
    } finally {
      delete(folder);
    }
    return measured.entrySet().stream()
        .map(
            entry -> {
              String[] key = entry.getKey().split("\\|");
              return Figure.ofRepeats(NAME, key[0], key[1], key[2], entry.getValue());
            })
        .toList();
  }

  private void measure(JobSpec arm, Path folder, Path backlog, long posts)
      throws StackException, LoadException, InterruptedException, IOException {
    Drained drained = drain(arm, copy(backlog, folder.resolve("drain")), posts);
    add(arm, "throughput|posts/s", drained.perSecond());
    add(arm, "Flink CPU|s per million posts", drained.cpuSecondsPerMillion());
    double rate = Math.min(drained.perSecond() / 2, FASTEST_TRAFFIC_PER_SECOND);
    LatencySummary latency = latency(arm, folder.resolve("latency"), rate);
    add(arm, "half load|posts/s", rate);
    add(arm, "latency p50 at half load|ms", latency.p50Millis());
    add(arm, "latency p99 at half load|ms", latency.p99Millis());
    delete(folder.resolve("drain"));
    delete(folder.resolve("latency"));
  }

  private void add(JobSpec arm, String metricAndUnit, double value) {
    measured.computeIfAbsent(arm.name() + "|" + metricAndUnit, key -> new ArrayList<>()).add(value);
  }

  private long fill(Path data) throws StackException, LoadException, InterruptedException {
    progress.accept("writing a backlog of about " + size.backlog() + " posts");
    try (DevStack stack = stack(data, List.of())) {
      Duration atOnce = Duration.ofNanos(size.backlog() * 1_000L);
      try (LoadRun load =
          LoadRun.traffic(target(stack), new TrafficConfig(1_000_000, 1, Optional.of(atOnce)))) {
        return load.await().acknowledged();
      }
    }
  }

  private Drained drain(JobSpec arm, Path data, long posts)
      throws StackException, InterruptedException {
    try (DevStack stack = stack(data, List.of(arm));
        LatencyProbe output = LatencyProbe.fromBeginning(target(stack), Topics.TWEETS_ENRICHED)) {
      while (output.recordsSeen() == 0) {
        Thread.sleep(POLL_MILLIS);
      }
      Thread.sleep(size.warmUp().toMillis());
      long cpuNanos = cpuNanos(stack);
      long startNanos = System.nanoTime();
      long startCount = output.recordsSeen();
      long lastNanos = startNanos;
      long lastCount = startCount;
      while (lastNanos - startNanos < size.window().toNanos() && lastCount < posts) {
        Thread.sleep(POLL_MILLIS);
        long count = output.recordsSeen();
        if (count != lastCount) {
          lastCount = count;
          lastNanos = System.nanoTime();
        }
      }
      double seconds = (lastNanos - startNanos) / 1e9;
      double seen = Math.max(1, lastCount - startCount);
      return new Drained(seen / seconds, (cpuNanos(stack) - cpuNanos) / 1e9 / seen * 1e6);
    }
  }

  private LatencySummary latency(JobSpec arm, Path data, double rate)
      throws StackException, LoadException, InterruptedException {
    try (DevStack stack = stack(data, List.of(arm))) {
      sendAndAwait(stack, rate, size.warmUp());
      return sendAndAwait(stack, rate, size.window());
    }
  }

  /** The latency of all that was sent. */
  private static LatencySummary sendAndAwait(DevStack stack, double rate, Duration duration)
      throws LoadException, InterruptedException {
    try (LatencyProbe output = LatencyProbe.follow(target(stack), Topics.TWEETS_ENRICHED);
        LoadRun load =
            LoadRun.traffic(target(stack), new TrafficConfig(rate, 2, Optional.of(duration)))) {
      long sent = load.await().acknowledged();
      while (output.recordsSeen() < sent) {
        Thread.sleep(POLL_MILLIS);
      }
      return output.total();
    }
  }

  private DevStack stack(Path data, List<JobSpec> jobs)
      throws StackException, InterruptedException {
    return DevStack.start(
        new StackConfig(data, Ports.free(), registryHome, models, PARALLELISM, CHECKPOINTS, jobs),
        line -> {});
  }

  private static LoadTarget target(DevStack stack) {
    return new LoadTarget(stack.addresses().bootstrap(), stack.addresses().registryUrl());
  }

  private static long cpuNanos(DevStack stack) {
    return ProcessHandle.of(stack.addresses().pids().get("flink"))
        .flatMap(process -> process.info().totalCpuDuration())
        .orElseThrow(() -> new IllegalStateException("this system tells no process's CPU time"))
        .toNanos();
  }

  private static Path copy(Path from, Path to) throws IOException {
    try (Stream<Path> files = Files.walk(from)) {
      for (Path file : files.toList()) {
        Files.copy(file, to.resolve(from.relativize(file).toString()));
      }
    }
    return to;
  }

  private static void delete(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      files
          .sorted(Comparator.reverseOrder())
          .forEach(
              file -> {
                try {
                  Files.delete(file);
                } catch (IOException e) {
                  throw new UncheckedIOException(e);
                }
              });
    }
  }
}
