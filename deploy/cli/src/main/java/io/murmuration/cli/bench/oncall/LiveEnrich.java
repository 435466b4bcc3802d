package io.murmuration.cli.bench.oncall;

import io.murmuration.cli.bench.BenchSettings;
import io.murmuration.cli.bench.pipeline.JobStack;
import io.murmuration.devstack.DevStack;
import io.murmuration.devstack.JobSpec;
import io.murmuration.devstack.StackException;
import io.murmuration.jobs.enrich.EnrichTweetsJob;
import io.murmuration.loadgen.LatencySummary;
import io.murmuration.loadgen.LoadException;
import io.murmuration.loadgen.LoadRun;
import io.murmuration.loadgen.LoadTarget;
import io.murmuration.loadgen.TrafficConfig;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * The enrich job on a stack of its own: first a backlog, then tries of what it keeps up with, then
 * open-loop traffic at half of that until it is told to stop.
 */
final class LiveEnrich implements AutoCloseable {
  /** Posts of the backlog that tells the capacity: of fewer, all may show with one commit. */
  static final int BACKLOG = 40_000;

  private static final JobSpec JOB =
      new JobSpec(EnrichTweetsJob.NAME, EnrichTweetsJob.class.getName());
  private static final Duration PATIENCE = Duration.ofMinutes(10);

  /** A rate is kept up with if at the end of a try no more is under way than came in this time. */
  private static final Duration BEHIND_AT_MOST = Duration.ofSeconds(2);

  private static final double NEXT_TRY = 0.8;

  private final Clock clock = Clock.systemUTC();
  private final DevStack stack;
  private final LoadTarget target;
  private final CommittedPosts committed;
  private final Consumer<String> progress;
  private LoadRun traffic;
  private long backlog;
  private long sent;

  LiveEnrich(BenchSettings settings, Path data) throws StackException, InterruptedException {
    stack = JobStack.start(settings, data, List.of(JOB));
    progress = settings.progress();
    target = JobStack.target(stack);
    committed = new CommittedPosts(target);
  }

  /**
   * Writes about so many posts at once and waits until they are enriched; the first half warms the
   * job up.
   *
   * @return posts a second over the second half
   */
  double drain(int posts) throws StackException, LoadException, InterruptedException {
    progress.accept("enriching a backlog of about " + posts + " posts");
    TrafficConfig atOnce =
        new TrafficConfig(1_000_000, 1, Optional.of(Duration.ofNanos(posts * 1_000L)));
    try (LoadRun load = LoadRun.traffic(target, atOnce)) {
      backlog = load.await().acknowledged();
    }
    sent = backlog;
    long begunAt = committed.await(backlog / 2, PATIENCE);
    long begunNanos = System.nanoTime();
    require(committed.await(backlog, PATIENCE) >= backlog, "the backlog was not enriched");
    return (backlog - begunAt) / ((System.nanoTime() - begunNanos) / 1e9);
  }

  /**
   * The highest rate, of tries each a fifth lower than the one before, that the job keeps up with
   * while generator, broker and reader have their share of the machine too.
   *
   * @param drained posts a second to begin with
   * @return posts a second
   */
  double sustained(double drained, Duration aTry)
      throws StackException, LoadException, InterruptedException {
    double rate = drained;
    while (!keepsUpWith(rate, aTry)) {
      rate *= NEXT_TRY;
    }
    return rate;
  }

  static Duration tryOf(BenchSettings settings) {
    return settings.choose(Duration.ofSeconds(10), Duration.ofSeconds(20));
  }

  private boolean keepsUpWith(double perSecond, Duration aTry)
      throws StackException, LoadException, InterruptedException {
    TrafficConfig traffic = new TrafficConfig(perSecond, 3, Optional.of(aTry));
    try (LoadRun load = LoadRun.traffic(target, traffic)) {
      sent += load.await().acknowledged();
    }
    long behind = sent - committed.count();
    progress.accept("%.0f posts/s: %d under way after the try".formatted(perSecond, behind));
    require(committed.await(sent, PATIENCE) >= sent, "a try's posts have no result");
    return behind <= perSecond * BEHIND_AT_MOST.toSeconds();
  }

  /** Of the topic's first posts, all of them before the instant that {@link #drain} returned. */
  long backlog() {
    return backlog;
  }

  void begin(double perSecond) {
    progress.accept("live traffic of %.0f posts/s".formatted(perSecond));
    traffic = LoadRun.traffic(target, new TrafficConfig(perSecond, 2, Optional.empty()));
  }

  /** Ends the traffic and waits until all of it that the broker took is committed. */
  void end() throws StackException, InterruptedException {
    traffic.close();
    sent += traffic.snapshot().acknowledged();
    progress.accept("waiting for %d of %d posts".formatted(sent - committed.count(), sent));
    require(committed.await(sent, PATIENCE) >= sent, "live posts have no result");
  }

  private static void require(boolean holds, String otherwise) throws StackException {
    if (!holds) {
      throw new StackException("%s within %d s".formatted(otherwise, PATIENCE.toSeconds()));
    }
  }

  /** What happens in it begins and ends the period. */
  interface Work {
    void run() throws Exception;
  }

  Period during(String arm, Work work) throws Exception {
    long from = clock.millis();
    double flink = cpuSeconds("flink");
    double broker = cpuSeconds("broker");
    work.run();
    return new Period(
        arm, from, clock.millis(), cpuSeconds("flink") - flink, cpuSeconds("broker") - broker);
  }

  private double cpuSeconds(String process) {
    return ProcessHandle.of(stack.addresses().pids().get(process))
            .flatMap(found -> found.info().totalCpuDuration())
            .orElseThrow(() -> new IllegalStateException("no CPU time is known of the " + process))
            .toNanos()
        / 1e9;
  }

  LatencySummary latency(Period period) {
    return committed.latency(period);
  }

  Instant now() {
    return clock.instant();
  }

  LoadTarget target() {
    return target;
  }

  @Override
  public void close() {
    if (traffic != null) {
      traffic.close();
    }
    committed.close();
    stack.close();
  }
}
