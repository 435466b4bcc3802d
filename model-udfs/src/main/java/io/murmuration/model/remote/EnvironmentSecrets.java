package io.murmuration.model.remote;

/**
 * The environment of the process that loads the model. The one place outside of the mains that
 * reads it: a main would have to put the secret into the job graph, which Flink stores and shows.
 */
public final class EnvironmentSecrets implements Secrets {
  @Override
  public String find(String name) {
    return System.getenv(name);
  }
}
