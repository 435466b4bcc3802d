package io.murmuration.devstack;

import java.time.Duration;
import java.util.Optional;

/**
 * A Flink job that the stack runs.
 *
 * @param name also of its checkpoint folder
 * @param mainClass on this JVM's class path
 * @param checkpointInterval where it isn't the stack's
 * @param parallelism where it isn't the stack's
 */
public record JobSpec(
    String name,
    String mainClass,
    Optional<Duration> checkpointInterval,
    Optional<Integer> parallelism) {
  public JobSpec {
    if (!name.matches("[a-z][a-z0-9-]*")) {
      throw new IllegalArgumentException("not a job's name: " + name);
    }
    if (parallelism.orElse(1) < 1) {
      throw new IllegalArgumentException(
          "a job's parallelism must be at least 1: " + parallelism.get());
    }
  }

  public JobSpec(String name, String mainClass) {
    this(name, mainClass, Optional.empty(), Optional.empty());
  }

  public JobSpec withCheckpointInterval(Duration interval) {
    return new JobSpec(name, mainClass, Optional.of(interval), parallelism);
  }

  public JobSpec withParallelism(int subtasks) {
    return new JobSpec(name, mainClass, checkpointInterval, Optional.of(subtasks));
  }

  /** As one argument of {@link FlinkMain}, with what the stack gives where it has none. */
  String argument(Duration usualInterval, int usualParallelism) {
    return "%s:%s:%d:%d"
        .formatted(
            name,
            mainClass,
            checkpointInterval.orElse(usualInterval).toMillis(),
            parallelism.orElse(usualParallelism));
  }

  static JobSpec parse(String argument) {
    String[] parts = argument.split(":", 4);
    return new JobSpec(parts[0], parts[1])
        .withCheckpointInterval(Duration.ofMillis(Long.parseLong(parts[2])))
        .withParallelism(Integer.parseInt(parts[3]));
  }
}
