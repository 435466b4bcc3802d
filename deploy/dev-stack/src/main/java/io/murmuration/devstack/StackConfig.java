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
 * @param device where the jobs' models compute: auto, cpu or gpu:N
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
    String device,
    Optional<Path> feedView) {
  private static final String DEVICES = "auto|cpu|gpu:\\d{1,3}";

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
    if (!device.matches(DEVICES)) {
      throw new IllegalArgumentException(
          "device can't be '%s': say auto, cpu or gpu:N, such as gpu:0".formatted(device));
    }
  }

  /** Soon warm, of models that remember nothing, on GPUs where there are some; no feed-view. */
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
        "auto",
        Optional.empty());
  }

  /** Where the models of a stack that remembers keep what they computed. */
  public static Path memory(Path data) {
    return data.resolve("cache");
  }

  public StackConfig remembering() {
    return with(true, isForSpeed, device, feedView);
  }

  public StackConfig forSpeed() {
    return with(remembers, true, device, feedView);
  }

  public StackConfig withFeedView(Path home) {
    return with(remembers, isForSpeed, device, Optional.of(home));
  }

  /**
   * @param place auto, cpu or gpu:N
   */
  public StackConfig on(String place) {
    return with(remembers, isForSpeed, place, feedView);
  }

  private StackConfig with(boolean memory, boolean speed, String place, Optional<Path> view) {
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
        place,
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
