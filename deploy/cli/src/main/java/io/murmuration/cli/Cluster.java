package io.murmuration.cli;

import io.murmuration.cli.replay.ReplayFile;
import io.murmuration.cli.replay.ReplayFolder;
import io.murmuration.cli.replay.ReplayTwins;
import io.murmuration.devstack.ReplayPrincipal;
import io.murmuration.devstack.StackAddresses;
import io.murmuration.devstack.StackException;
import io.murmuration.jobs.KafkaAccess;
import io.murmuration.jobs.replay.ReplayedJobs;
import io.murmuration.loadgen.LoadTarget;
import io.murmuration.schemas.Topic;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine;
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

  /** Of the stack of this machine. */
  String feedUrl() throws StackException {
    return StackAddresses.read(data).feedUrl();
  }

  Path data() {
    return data;
  }

  /** Who replays are: on the stack of this machine somebody who may write to twins alone. */
  KafkaAccess replayAccess() throws StackException {
    return bootstrap == null
        ? new KafkaAccess(StackAddresses.read(data).replayBootstrap(), ReplayPrincipal.client())
        : KafkaAccess.to(bootstrap);
  }

  /**
   * The same replay on the cluster as it is reached now, which may listen elsewhere than it did.
   */
  ReplayFile here(ReplayFile file) throws StackException {
    LoadTarget target = target();
    return new ReplayFile(
        file.plan(), target.bootstrap(), replayAccess(), target.registryUrl(), file.createdAt());
  }

  /** The topics that a replay wrote. */
  List<Topic<?>> twins(String id, CommandLine line) throws StackException {
    var plan = replay(id, line).read().plan();
    return ReplayTwins.of(plan.topics(), ReplayedJobs.byName(plan.job()).orElseThrow());
  }

  ReplayFolder replay(String id, CommandLine line) {
    try {
      return ReplayFolder.of(data, id);
    } catch (IllegalArgumentException e) {
      throw new CommandLine.ParameterException(line, e.getMessage());
    }
  }
}
