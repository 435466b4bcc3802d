package io.murmuration.cli;

import io.murmuration.cli.replay.ReplayFile;
import io.murmuration.cli.replay.ReplayFolder;
import io.murmuration.cli.replay.ReplayProgress;
import io.murmuration.devstack.StackException;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(
    name = "list",
    description = "Name every replay, with its state and how much of its input it has read.",
    footer = {"", "Example: ./murmur replay list"})
final class ReplayListCommand implements Callable<Integer> {
  @Mixin private Cluster cluster;

  @CommandLine.Spec private CommandLine.Model.CommandSpec spec;

  @Override
  public Integer call() throws IOException, StackException {
    PrintWriter out = spec.commandLine().getOut();
    List<ReplayFolder> folders = ReplayFolder.list(cluster.data());
    for (ReplayFolder folder : folders) {
      ReplayFile file = folder.read();
      out.println(
          "%-20s %-8s %-8s %s  created %s"
              .formatted(
                  file.plan().id(),
                  file.plan().job(),
                  folder.state().name().toLowerCase(Locale.ROOT),
                  read(folder, file),
                  file.createdAt()));
    }
    if (folders.isEmpty()) {
      out.println("no replays in " + cluster.data());
    }
    return CommandLine.ExitCode.OK;
  }

  private static String read(ReplayFolder folder, ReplayFile file) throws IOException {
    long total = file.plan().records();
    boolean isDone = folder.state() == ReplayFolder.State.DONE;
    long read = isDone ? total : ReplayProgress.read(file.plan(), folder.positions());
    return "%d of %d records".formatted(read, total);
  }
}
