package io.murmuration.devstack;

/**
 * A Flink job that the stack runs.
 *
 * @param name also of its checkpoint folder
 * @param mainClass on this JVM's class path
 */
public record JobSpec(String name, String mainClass) {
  public JobSpec {
    if (!name.matches("[a-z][a-z0-9-]*")) {
      throw new IllegalArgumentException("not a job's name: " + name);
    }
  }
}
