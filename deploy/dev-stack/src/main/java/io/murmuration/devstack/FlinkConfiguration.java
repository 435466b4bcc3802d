package io.murmuration.devstack;

import java.nio.file.Path;
import java.time.Duration;
import org.apache.flink.configuration.Configuration;

/** The dev stack's Flink settings, by the names that Flink's documentation gives them. */
public final class FlinkConfiguration {
  /** Nobody waits for a single result, and each costs disk and broker that live traffic needs. */
  private static final Duration ALONE_CHECKPOINTS = Duration.ofSeconds(5);

  /**
   * Each record is offered to the next task at once. With any other interval Flink keeps a thread
   * for every hop of every subtask, which wakes that often whether there are records or not: see
   * docs/decisions/0012.
   */
  private static final Duration AT_ONCE = Duration.ZERO;

  /** Buffers are fuller, which is worth a sixth of what a busy job does. */
  private static final Duration SOON = Duration.ofMillis(20);

  private FlinkConfiguration() {}

  static Configuration cluster(Path data, int restPort, int metricsPort) {
    Configuration c = new Configuration();
    String loopback = "127.0.0.1";
    c.setString("rest.address", loopback);
    c.setString("rest.bind-address", loopback);
    c.setString("rest.port", Integer.toString(restPort));
    c.setString("rest.bind-port", Integer.toString(restPort));
    c.setString("jobmanager.bind-host", loopback);
    c.setString("taskmanager.bind-host", loopback);
    c.setString("taskmanager.host", loopback);
    c.setString("web.submit.enable", "false");
    c.setString("web.cancel.enable", "false");
    c.setString("io.tmp.dirs", data.resolve("flink-tmp").toString());
    c.setString("taskmanager.memory.managed.size", "384m");
    c.setString("taskmanager.memory.network.min", "128m");
    c.setString("taskmanager.memory.network.max", "128m");
    c.setString("execution.checkpointing.num-retained", "3");
    changelog(c, data);
    c.setString("metrics.reporters", "prometheus");
    c.setString(
        "metrics.reporter.prometheus.factory.class",
        "org.apache.flink.metrics.prometheus.PrometheusReporterFactory");
    c.setString("metrics.reporter.prometheus.port", Integer.toString(metricsPort));
    return c;
  }

  /**
   * For one job; it starts from its newest complete checkpoint, if there is one.
   *
   * @param forSpeed as in {@link StackConfig}
   */
  static Configuration job(Configuration cluster, Path data, JobSpec job, boolean forSpeed) {
    Configuration c = new Configuration(cluster);
    c.setString("execution.target", "remote");
    c.setString("execution.attached", "false");
    hopsAfter(c, forSpeed ? SOON : AT_ONCE);
    running(
        c,
        data.resolve("checkpoints").resolve(job.name()),
        job.checkpointInterval().orElseThrow(),
        null);
    return c;
  }

  /**
   * For a job that has a Flink of its own in this JVM; it goes on from its newest complete
   * checkpoint, if there is one.
   *
   * @param folder of its state
   * @param initialState a checkpoint or savepoint to begin with, or null for none
   */
  public static Configuration alone(Path folder, int slots, String initialState) {
    Configuration c = new Configuration();
    c.setString("execution.target", "local");
    c.setString("rest.bind-port", "0");
    c.setString("rest.bind-address", "127.0.0.1");
    c.setString("taskmanager.numberOfTaskSlots", Integer.toString(slots));
    c.setString("io.tmp.dirs", folder.resolve("flink-tmp").toString());
    c.setString("taskmanager.memory.managed.size", "384m");
    c.setString("taskmanager.memory.network.min", "32m");
    c.setString("taskmanager.memory.network.max", "32m");
    hopsAfter(c, SOON);
    if (initialState == null) {
      // Flink can't leave somebody else's state alone with it.
      changelog(c, folder);
    }
    running(c, folder.resolve("checkpoints"), ALONE_CHECKPOINTS, initialState);
    // What fails again and again ends, and says why: somebody is waiting for it.
    c.setString("restart-strategy.exponential-delay.attempts-before-reset-backoff", "3");
    return c;
  }

  /**
   * A checkpoint writes the changes alone, beside RocksDB: flushing every table each second would
   * hold up the task threads for longer than the work itself, see docs/decisions/0011.
   */
  private static void changelog(Configuration c, Path folder) {
    c.setString("state.changelog.enabled", "true");
    c.setString("state.changelog.storage", "filesystem");
    c.setString("state.changelog.periodic-materialize.interval", "1 min");
    c.setString("dstl.dfs.base-path", folder.resolve("changelog").toUri().toString());
  }

  private static void hopsAfter(Configuration c, Duration time) {
    c.setString("execution.buffer-timeout.interval", time.toMillis() + " ms");
  }

  private static void running(
      Configuration c, Path checkpoints, Duration checkpointInterval, String initialState) {
    c.setString("pipeline.generic-types", "false");
    c.setString("state.backend.type", "rocksdb");
    // Most that is asked for isn't there: new buckets, ids, milliseconds. And most of what is kept
    // are vectors, which hardly get smaller.
    c.setString("state.backend.rocksdb.use-bloom-filter", "true");
    c.setString("state.backend.rocksdb.compression.per.level", "NO_COMPRESSION");
    c.setString("execution.checkpointing.mode", "EXACTLY_ONCE");
    c.setString("execution.checkpointing.interval", checkpointInterval.toMillis() + " ms");
    c.setString("execution.checkpointing.timeout", "60 s");
    c.setString("execution.checkpointing.tolerable-failed-checkpoints", "10");
    c.setString("execution.checkpointing.incremental", "true");
    c.setString("execution.checkpointing.dir", checkpoints.toUri().toString());
    c.setString(
        "execution.checkpointing.externalized-checkpoint-retention", "RETAIN_ON_CANCELLATION");
    c.setString("restart-strategy.type", "exponential-delay");
    c.setString("restart-strategy.exponential-delay.initial-backoff", "500 ms");
    c.setString("restart-strategy.exponential-delay.max-backoff", "5 s");
    var newest = Checkpoints.newest(checkpoints);
    if (newest.isPresent()) {
      c.setString("execution.state-recovery.path", newest.get().toUri().toString());
      // Its files are this run's from now on, and go when they are no longer needed.
      c.setString("execution.state-recovery.claim-mode", "CLAIM");
    } else if (initialState != null) {
      c.setString("execution.state-recovery.path", initialState);
      c.setString("execution.state-recovery.claim-mode", "NO_CLAIM");
      c.setString("execution.state-recovery.ignore-unclaimed-state", "true");
    }
  }
}
