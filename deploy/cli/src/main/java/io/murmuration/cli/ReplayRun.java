package io.murmuration.cli;

import io.murmuration.cli.replay.BrokerWatch;
import io.murmuration.cli.replay.ReplayFile;
import io.murmuration.cli.replay.ReplayFolder;
import io.murmuration.cli.replay.ReplayMain;
import io.murmuration.cli.replay.ReplayProgress;
import io.murmuration.devstack.ChildProcess;
import io.murmuration.devstack.ReplayProcess;
import io.murmuration.devstack.StackException;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine;

/** A replay in the foreground: its process, and how far it is. */
final class ReplayRun {
  private static final int LINE_EVERY_LOOKS = 10;

  /** Of some seconds each: a broker that is started again answers before. */
  private static final int MOST_UNANSWERED_LOOKS = 15;

  /** Fewer are read before code that is compiled for speed has paid for it. */
  private static final int SOON_READ = 5_000;

  private final ReplayFolder folder;
  private final ReplayFile file;
  private final CommandLine line;

  ReplayRun(ReplayFolder folder, ReplayFile file, CommandLine line) {
    this.folder = folder;
    this.file = file;
    this.line = line;
  }

  /**
   * @return the command's exit code: 1 where the replay was stopped before its end
   * @throws StackException if it failed
   */
  int run() throws StackException, IOException, InterruptedException {
    folder.forgetOutcome();
    ChildProcess child =
        ReplayProcess.start(
            folder.path(),
            file.plan().records() < SOON_READ,
            ReplayMain.class.getName(),
            List.of(folder.path().toString()));
    Thread stop = new Thread(child::stop, "stop-replay");
    Runtime.getRuntime().addShutdownHook(stop);
    folder.begin(child.process().toHandle());
    watch(child);
    Runtime.getRuntime().removeShutdownHook(stop);
    return ended();
  }

  private void watch(ChildProcess child) throws InterruptedException {
    boolean terminal = System.console() != null && System.getenv("MURMUR_PLAIN") == null;
    ReplayProgress progress = new ReplayProgress(folder, file.plan());
    try (BrokerWatch broker = new BrokerWatch(file.bootstrap())) {
      for (int looks = 1; !child.process().waitFor(1, TimeUnit.SECONDS); looks++) {
        int unanswered = broker.ask();
        String now =
            unanswered == 0
                ? progress.line()
                : "replay %s: %s".formatted(file.plan().id(), broker.silence());
        if (terminal) {
          line.getErr().print("\r\u001b[K" + now);
        } else if (looks % LINE_EVERY_LOOKS == 0) {
          line.getErr().println(now);
        }
        line.getErr().flush();
        if (unanswered == MOST_UNANSWERED_LOOKS) {
          line.getErr().println((terminal ? "\r\u001b[K" : "") + now + ": the replay stops");
          child.stop();
        }
      }
      if (terminal) {
        line.getErr().print("\r\u001b[K");
      }
    }
  }

  private int ended() throws StackException, IOException {
    String id = file.plan().id();
    switch (folder.state()) {
      case DONE -> {
        line.getOut().println("replay %s is done: ./murmur diff --replay %s".formatted(id, id));
        return CommandLine.ExitCode.OK;
      }
      case FAILED ->
          throw new StackException(
              "replay %s failed: %s (see %s)"
                  .formatted(
                      id,
                      folder.outcome().orElse(""),
                      folder.path().resolve("logs").resolve("replay.log")));
      default -> {
        line.getErr().println("replay %s was stopped: ./murmur replay resume %s".formatted(id, id));
        return CommandLine.ExitCode.SOFTWARE;
      }
    }
  }
}
