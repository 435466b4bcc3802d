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
 * @param isForSpeed the JVMs compile for their highest speed, which takes a small machine some
 *     minutes, and the jobs' hops wait a little for full buffers; else all is soon warm and sent on
 *     at once, well enough for light traffic
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
    boolean isForSpeed,
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

  /** Soon warm, of models that remember nothing, without feed-view. */
  public StackConfig(
      Path data,
      Ports ports,
      Path registryHome,
      Path models,
      int parallelism,
      Duration checkpointInterval,
      List<JobSpec> flinkJobs) {
    this(
        data,
        ports,
        registryHome,
        models,
        parallelism,
        checkpointInterval,
        flinkJobs,
        false,
        false,
        Optional.empty());
  }

  public StackConfig remembering() {
    return with(true, isForSpeed, feedView);
  }

  public StackConfig forSpeed() {
    return with(remembers, true, feedView);
  }

  public StackConfig withFeedView(Path home) {
    return with(remembers, isForSpeed, Optional.of(home));
  }

  private StackConfig with(boolean memory, boolean speed, Optional<Path> view) {
    return new StackConfig(
        data,
        ports,
        registryHome,
        models,
        parallelism,
        checkpointInterval,
        flinkJobs,
        memory,
        speed,
        view);
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
