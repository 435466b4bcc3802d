package io.murmuration.cli;

import io.murmuration.cli.replay.ReplayFile;
import io.murmuration.cli.replay.ReplayFolder;
import io.murmuration.cli.replay.ReplayTwins;
import io.murmuration.devstack.StackException;
import io.murmuration.jobs.replay.ReplayedJobs;
import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

@Command(
    name = "rm",
    description = "Stop a replay and delete its topics, subjects and state.",
    footer = {"", "Example: ./murmur replay rm monday"})
final class ReplayRemoveCommand implements Callable<Integer> {
  @Mixin private Cluster cluster;

  @CommandLine.Spec private CommandLine.Model.CommandSpec spec;

  @Parameters(paramLabel = "ID", description = "The replay's name.")
  private String id;

  @Override
  public Integer call() throws StackException, IOException, InterruptedException {
    ReplayFolder folder = cluster.replay(id, spec.commandLine());
    ReplayFile file = folder.read();
    ReplayStopCommand.stop(folder);
    ReplayTwins.delete(
        cluster.here(file),
        ReplayTwins.of(file.plan().topics(), ReplayedJobs.byName(file.plan().job()).orElseThrow()));
    folder.delete();
    spec.commandLine().getOut().println("removed " + id);
    return CommandLine.ExitCode.OK;
  }
}
