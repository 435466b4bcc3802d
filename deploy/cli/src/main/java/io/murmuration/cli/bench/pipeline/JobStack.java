package io.murmuration.cli.bench.pipeline;

import io.murmuration.cli.bench.BenchSettings;
import io.murmuration.devstack.DevStack;
import io.murmuration.devstack.JobSpec;
import io.murmuration.devstack.Ports;
import io.murmuration.devstack.StackConfig;
import io.murmuration.devstack.StackException;
import io.murmuration.loadgen.LatencyProbe;
import io.murmuration.loadgen.LatencySummary;
import io.murmuration.loadgen.LoadException;
import io.murmuration.loadgen.LoadRun;
import io.murmuration.loadgen.LoadTarget;
import io.murmuration.loadgen.TrafficConfig;
import io.murmuration.schemas.Topics;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Whole jobs on the real stack, committed output counted by a reader of its own.
 *
 * @param warmUp from the first committed output to where measuring begins
 * @param window the longest that is measured; shorter where the backlog ends
 */
public record JobStack(BenchSettings settings, Duration warmUp, Duration window) {
  private static final int PARALLELISM = 2;
  private static final Duration CHECKPOINTS = Duration.ofSeconds(1);
  private static final long POLL_MILLIS = 100;

  record Drained(double perSecond, double cpuSecondsPerMillion) {}

  /** Parallelism 2, a checkpoint a second, nothing remembered, on the CPU. */
  public static DevStack start(BenchSettings settings, Path data, List<JobSpec> jobs)
      throws StackException, InterruptedException {
    StackConfig config =
        new StackConfig(
                data,
                Ports.free(),
                settings.registryHome(),
                settings.models(),
                PARALLELISM,
                CHECKPOINTS,
                jobs)
            .forSpeed()
            .on("cpu");
    return DevStack.start(config, line -> {});
  }

  DevStack start(Path data, List<JobSpec> jobs) throws StackException, InterruptedException {
    return start(settings, data, jobs);
  }

  public static LoadTarget target(DevStack stack) {
    return new LoadTarget(stack.addresses().bootstrap(), stack.addresses().registryUrl());
  }

  /**
   * @param posts that wait in the topic
   */
  Drained drain(JobSpec job, Path data, long posts) throws StackException, InterruptedException {
    try (DevStack stack = start(data, List.of(job));
        LatencyProbe output = LatencyProbe.fromBeginning(target(stack), Topics.TWEETS_ENRICHED)) {
      while (output.recordsSeen() == 0) {
        Thread.sleep(POLL_MILLIS);
      }
      Thread.sleep(warmUp.toMillis());
      long cpuNanos = cpuNanos(stack);
      long startNanos = System.nanoTime();
      long startCount = output.recordsSeen();
      long lastNanos = startNanos;
      long lastCount = startCount;
      while (lastNanos - startNanos < window.toNanos() && lastCount < posts) {
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

  LatencySummary latency(JobSpec job, Path data, double perSecond)
      throws StackException, LoadException, InterruptedException {
    try (DevStack stack = start(data, List.of(job))) {
      sendAndAwait(stack, perSecond, warmUp);
      return sendAndAwait(stack, perSecond, window);
    }
  }

  /** The latency of all that was sent. */
  private static LatencySummary sendAndAwait(DevStack stack, double perSecond, Duration duration)
      throws LoadException, InterruptedException {
    TrafficConfig traffic = new TrafficConfig(perSecond, 2, Optional.of(duration));
    try (LatencyProbe output = LatencyProbe.follow(target(stack), Topics.TWEETS_ENRICHED);
        LoadRun load = LoadRun.traffic(target(stack), traffic)) {
      long sent = load.await().acknowledged();
      while (output.recordsSeen() < sent) {
        Thread.sleep(POLL_MILLIS);
      }
      return output.total();
    }
  }

  static long cpuNanos(DevStack stack) {
    return ProcessHandle.of(stack.addresses().pids().get("flink"))
        .flatMap(process -> process.info().totalCpuDuration())
        .orElseThrow(() -> new IllegalStateException("this system tells no process's CPU time"))
        .toNanos();
  }
}
