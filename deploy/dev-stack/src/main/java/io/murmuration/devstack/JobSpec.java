package io.murmuration.devstack;

import java.time.Duration;
import java.util.Optional;

/**
 * A Flink job that the stack runs.
 *
 * @param name also of its checkpoint folder
 * @param mainClass on this JVM's class path
 * @param checkpointInterval where it isn't the stack's
 */
public record JobSpec(String name, String mainClass, Optional<Duration> checkpointInterval) {
  public JobSpec {
    if (!name.matches("[a-z][a-z0-9-]*")) {
      throw new IllegalArgumentException("not a job's name: " + name);
    }
  }

  public JobSpec(String name, String mainClass) {
    this(name, mainClass, Optional.empty());
  }

  /** As one argument of {@link FlinkMain}. */
  String argument(Duration usualInterval) {
    return "%s:%s:%d"
        .formatted(name, mainClass, checkpointInterval.orElse(usualInterval).toMillis());
  }

  static JobSpec parse(String argument) {
    String[] parts = argument.split(":", 3);
    return new JobSpec(
        parts[0], parts[1], Optional.of(Duration.ofMillis(Long.parseLong(parts[2]))));
  }
}
