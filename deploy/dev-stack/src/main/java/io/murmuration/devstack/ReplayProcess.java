package io.murmuration.devstack;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A replay's JVM: apart from production's Flink, with the same class path, and behind it for every
 * CPU. Where all are taken it gets about a quarter of them: with a tenth (10) it took minutes to
 * start beside a full machine.
 *
 * <p>Linux may share CPUs out by session first (autogroup, see sched(7)), and niceness then counts
 * within a session alone: a replay from a terminal of its own would stand beside all of production.
 * So it has a session of its own, and that one stands behind.
 */
public final class ReplayProcess {
  private static final String NAME = "replay";
  private static final String NICENESS = "5";
  private static final List<String> PROGRAMS = List.of("/usr/bin/", "/bin/");

  /** Not every kernel has the file; then niceness alone is what counts. */
  private static final String SESSION_BEHIND =
      "if [ -w /proc/self/autogroup ]; then echo %s >/proc/self/autogroup; fi; exec \"$@\""
          .formatted(NICENESS);

  private ReplayProcess() {}

  /**
   * @param folder of this replay; its log goes to logs/replay.log there
   */
  public static ChildProcess start(Path folder, String mainClass, List<String> arguments)
      throws IOException {
    Files.createDirectories(folder.resolve("logs"));
    return ChildProcess.start(
        behindOthers(),
        NAME,
        folder,
        Commands.jvm(
            "-Xmx1g",
            "-XX:MaxDirectMemorySize=512m",
            "--add-opens=java.base/java.util=ALL-UNNAMED",
            "-DDJL_CACHE_DIR=" + folder.resolve("djl")),
        mainClass,
        arguments);
  }

  private static List<String> behindOthers() {
    List<String> before = new ArrayList<>();
    program("nice").ifPresent(nice -> before.addAll(List.of(nice, "-n", NICENESS)));
    program("setsid")
        .ifPresent(setsid -> before.addAll(List.of(setsid, "/bin/sh", "-c", SESSION_BEHIND, NAME)));
    return before;
  }

  private static Optional<String> program(String name) {
    return PROGRAMS.stream()
        .map(folder -> folder + name)
        .filter(path -> Files.isExecutable(Path.of(path)))
        .findFirst();
  }
}
