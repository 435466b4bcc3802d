package io.murmuration.cli.bench.oncall;

import io.murmuration.devstack.StackException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Runs commands on a stack as an engineer does from another terminal: each by the launcher, and,
 * where there is setsid, in a session of its own.
 *
 * @param data of the stack
 * @param log where what they say is kept
 */
record MurmurProcess(Path data, Path log) {
  private static final Path SETSID = Path.of("/usr/bin/setsid");

  /**
   * Returns when the command has ended well.
   *
   * @throws StackException with what it said, if it failed or took longer
   */
  void run(Duration atMost, String... arguments)
      throws StackException, IOException, InterruptedException {
    String named = "murmur " + String.join(" ", arguments);
    Process process =
        new ProcessBuilder(command(arguments))
            .redirectErrorStream(true)
            .redirectOutput(log.toFile())
            .start();
    // Its session is its own, so that nobody else ends it with this one.
    Thread stop = new Thread(process::destroy, "stop-murmur");
    Runtime.getRuntime().addShutdownHook(stop);
    try {
      if (!process.waitFor(atMost.toSeconds(), TimeUnit.SECONDS)) {
        throw new StackException(
            "%s did not end within %d s: %s".formatted(named, atMost.toSeconds(), lastLine()));
      }
    } finally {
      process.destroy();
      Runtime.getRuntime().removeShutdownHook(stop);
    }
    if (process.exitValue() != 0) {
      throw new StackException(named + " failed: " + lastLine());
    }
  }

  private List<String> command(String... arguments) {
    List<String> command = new ArrayList<>();
    if (Files.isExecutable(SETSID)) {
      command.add(SETSID.toString());
    }
    command.add(Path.of(System.getProperty("murmuration.root", "."), "murmur").toString());
    command.addAll(List.of(arguments));
    command.addAll(List.of("--data", data.toString()));
    return command;
  }

  private String lastLine() throws IOException {
    List<String> said = Files.readAllLines(log);
    return said.isEmpty() ? "it said nothing" : said.get(said.size() - 1);
  }
}
