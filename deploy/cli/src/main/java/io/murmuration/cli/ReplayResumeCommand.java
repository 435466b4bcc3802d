package io.murmuration.cli;

import io.murmuration.cli.replay.ReplayFile;
import io.murmuration.cli.replay.ReplayFolder;
import io.murmuration.cli.replay.ReplayTwins;
import io.murmuration.devstack.StackException;
import java.io.Closeable;
import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

@Command(
    name = "resume",
    description = "Go on with a replay that was stopped or failed, from its newest checkpoint.",
    footer = {"", "Example: ./murmur replay resume monday"})
final class ReplayResumeCommand implements Callable<Integer> {
  @Mixin private Cluster cluster;

  @CommandLine.Spec private CommandLine.Model.CommandSpec spec;

  @Parameters(paramLabel = "ID", description = "The replay's name.")
  private String id;

  @Override
  @SuppressWarnings("try") // the replay is held, not used
  public Integer call() throws StackException, IOException, InterruptedException {
    ReplayFolder folder = cluster.replay(id, spec.commandLine());
    ReplayFile file = folder.read();
    try (Closeable held = folder.hold()) {
      switch (folder.state()) {
        case RUNNING -> throw new StackException("replay " + id + " runs already");
        case DONE -> {
          spec.commandLine().getOut().println("replay " + id + " is done already");
          return CommandLine.ExitCode.OK;
        }
        default -> {
          ReplayFile now = cluster.here(file);
          folder.write(now);
          ReplayTwins.create(now, cluster.twins(id, spec.commandLine()));
          return new ReplayRun(folder, now, spec.commandLine()).run();
        }
      }
    }
  }
}
