package io.murmuration.cli;

import io.murmuration.devstack.StackAddresses;
import io.murmuration.devstack.StackException;
import io.murmuration.loadgen.LoadTarget;
import java.nio.file.Path;
import picocli.CommandLine.Option;

/** Options that say which cluster a command talks to: a stack of this machine, or any other. */
final class Cluster {
  @Option(
      names = "--data",
      paramLabel = "DIR",
      defaultValue = ".murmur",
      description = "Data folder of the stack (default: ${DEFAULT-VALUE}).")
  private Path data;

  @Option(
      names = "--bootstrap",
      paramLabel = "HOST:PORT",
      description = "Another cluster's Kafka; then give --registry too.")
  private String bootstrap;

  @Option(names = "--registry", paramLabel = "URL", description = "Another cluster's registry.")
  private String registry;

  LoadTarget target() throws StackException {
    if (bootstrap != null && registry != null) {
      return new LoadTarget(bootstrap, registry);
    }
    StackAddresses stack = StackAddresses.read(data);
    return new LoadTarget(
        bootstrap == null ? stack.bootstrap() : bootstrap,
        registry == null ? stack.registryUrl() : registry);
  }
}
