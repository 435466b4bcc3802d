package io.murmuration.cli.bench.pipeline;

import io.murmuration.cli.bench.BenchSettings;
import io.murmuration.cli.bench.pipeline.JobStack.Drained;
import io.murmuration.devstack.DevStack;
import io.murmuration.devstack.JobSpec;
import io.murmuration.devstack.StackException;
import io.murmuration.loadgen.LatencyProbe;
import io.murmuration.loadgen.LoadException;
import io.murmuration.loadgen.LoadRun;
import io.murmuration.schemas.Topics;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.OptionalDouble;

/**
 * A job that stays up from one measurement to the next, so that none of them is of a JVM that still
 * compiles. Between two it has nothing to do.
 */
final class WarmJob implements AutoCloseable {
  private static final long POLL_MILLIS = 20;
  private static final Duration PATIENCE = Duration.ofMinutes(10);

  /** Of a backlog, before measuring begins: it was written while this part was read. */
  private static final double SKIPPED = 0.2;

  private final DevStack stack;
  private final LatencyProbe output;
  private long sent;

  WarmJob(BenchSettings settings, Path data, JobSpec job)
      throws StackException, InterruptedException {
    stack = JobStack.start(settings, data, List.of(job));
    output = LatencyProbe.fromBeginning(JobStack.target(stack), Topics.TWEETS_ENRICHED);
  }

  /**
   * Writes all posts of the file at once and waits for their results.
   *
   * @return from the commit after which a fifth was done to the last one
   */
  Drained drain(Path posts) throws StackException, LoadException, InterruptedException {
    long before = sent;
    try (LoadRun load =
        LoadRun.file(
            JobStack.target(stack), posts, Topics.TWEETS, OptionalDouble.empty(), line -> {})) {
      sent += load.await().acknowledged();
    }
    long first = awaitCommit(before + (long) (SKIPPED * (sent - before)));
    long startNanos = System.nanoTime();
    long cpuNanos = JobStack.cpuNanos(stack);
    long done = awaitCommit(sent) - first;
    double seconds = (System.nanoTime() - startNanos) / 1e9;
    double cpuSeconds = (JobStack.cpuNanos(stack) - cpuNanos) / 1e9;
    return new Drained(done / seconds, cpuSeconds / done * 1e6);
  }

  private long awaitCommit(long count) throws StackException, InterruptedException {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (output.recordsSeen() < count) {
      if (System.nanoTime() > deadline) {
        throw new StackException(
            "%d of %d posts have a result after %d s"
                .formatted(output.recordsSeen(), count, PATIENCE.toSeconds()));
      }
      Thread.sleep(POLL_MILLIS);
    }
    return output.recordsSeen();
  }

  @Override
  public void close() {
    output.close();
    stack.close();
  }
}
