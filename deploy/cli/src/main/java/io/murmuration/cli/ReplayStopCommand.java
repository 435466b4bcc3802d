package io.murmuration.cli;

import io.murmuration.cli.replay.ReplayFolder;
import io.murmuration.devstack.StackException;
import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

@Command(
    name = "stop",
    description = "Stop a replay; resume takes it up at its newest checkpoint.",
    footer = {"", "Example: ./murmur replay stop monday"})
final class ReplayStopCommand implements Callable<Integer> {
  private static final long WITHIN_SECONDS = 20;

  @Mixin private Cluster cluster;

  @CommandLine.Spec private CommandLine.Model.CommandSpec spec;

  @Parameters(paramLabel = "ID", description = "The replay's name.")
  private String id;

  @Override
  public Integer call() throws StackException, IOException, InterruptedException {
    ReplayFolder folder = cluster.replay(id, spec.commandLine());
    folder.read();
    if (stop(folder)) {
      spec.commandLine().getOut().println("stopped " + id);
    } else {
      spec.commandLine().getOut().println(id + " does not run");
    }
    return CommandLine.ExitCode.OK;
  }

  /** Whether there was something to stop. */
  static boolean stop(ReplayFolder folder) throws IOException, InterruptedException {
    Optional<ProcessHandle> running = folder.process();
    if (running.isEmpty()) {
      return false;
    }
    ProcessHandle process = running.get();
    process.destroy();
    try {
      process.onExit().get(WITHIN_SECONDS, TimeUnit.SECONDS);
    } catch (TimeoutException e) {
      process.destroyForcibly();
    } catch (java.util.concurrent.ExecutionException e) {
      throw new IllegalStateException(e);
    }
    return true;
  }
}
