package io.murmuration.devstack;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * @param data where all state lies: topics, schemas, checkpoints, logs
 * @param registryHome the unpacked registry
 * @param models the folder of the shipped models
 * @param parallelism of jobs that have none of their own
 * @param checkpointInterval likewise
 * @param flinkJobs none: no Flink either
 * @param remembers models keep their results across runs, below the data folder; not where speed is
 *     measured
 * @param feedView feed-view's build folder, with {@code classes} and {@code lib}
 */
public record StackConfig(
    Path data,
    Ports ports,
    Path registryHome,
    Path models,
    int parallelism,
    Duration checkpointInterval,
    List<JobSpec> flinkJobs,
    boolean remembers,
    Optional<Path> feedView) {
  public StackConfig {
    data = data.toAbsolutePath().normalize();
    registryHome = registryHome.toAbsolutePath().normalize();
    models = models.toAbsolutePath().normalize();
    flinkJobs = List.copyOf(flinkJobs);
    feedView = feedView.map(home -> home.toAbsolutePath().normalize());
    if (parallelism < 1) {
      throw new IllegalArgumentException("parallelism must be at least 1: " + parallelism);
    }
    if (checkpointInterval.toMillis() < 10) {
      throw new IllegalArgumentException(
          "checkpointInterval must be at least 10 ms: " + checkpointInterval);
    }
  }

  /** Of models that remember nothing, without feed-view. */
  public StackConfig(
      Path data,
      Ports ports,
      Path registryHome,
      Path models,
      int parallelism,
      Duration checkpointInterval,
      List<JobSpec> flinkJobs) {
    this(data, ports, registryHome, models, parallelism, checkpointInterval, flinkJobs, false);
  }

  /** Without feed-view. */
  public StackConfig(
      Path data,
      Ports ports,
      Path registryHome,
      Path models,
      int parallelism,
      Duration checkpointInterval,
      List<JobSpec> flinkJobs,
      boolean remembers) {
    this(
        data,
        ports,
        registryHome,
        models,
        parallelism,
        checkpointInterval,
        flinkJobs,
        remembers,
        Optional.empty());
  }

  String bootstrap() {
    return "127.0.0.1:" + ports.kafka();
  }

  String registryUrl() {
    return "http://127.0.0.1:" + ports.registry() + "/apis/ccompat/v7";
  }

  String feedUrl() {
    return feedView.isEmpty() ? "" : "http://127.0.0.1:" + ports.feed();
  }

  String flinkUrl() {
    return flinkJobs.isEmpty() ? "" : "http://127.0.0.1:" + ports.flink();
  }
}
