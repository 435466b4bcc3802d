package io.murmuration.devstack;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A replay's JVM: apart from production's Flink, with the same class path, and behind it for every
 * CPU; how far is its own affair once it runs, see {@link SessionStanding}.
 *
 * <p>Linux may share CPUs out by session first (autogroup, see sched(7)), and niceness then counts
 * within a session alone: a replay from a terminal of its own would stand beside all of production.
 * So it has a session of its own, and that one stands behind.
 */
public final class ReplayProcess {
  private static final String NAME = "replay";

  /** What counts where the kernel shares out no CPUs by session: a process can't lower its own. */
  private static final String NICENESS = Integer.toString(SessionStanding.NEAREST);

  private static final List<String> PROGRAMS = List.of("/usr/bin/", "/bin/");

  private static final String SESSION_BEHIND =
      "if [ -w %1$s ]; then echo %2$s >%1$s; fi; exec \"$@\""
          .formatted(SessionStanding.SESSION, SessionStanding.FARTHEST);

  private ReplayProcess() {}

  /**
   * @param folder of this replay; its log goes to logs/replay.log there
   * @param isShort it is soon warm, and over before the highest speed would help
   */
  public static ChildProcess start(
      Path folder, boolean isShort, String mainClass, List<String> arguments) throws IOException {
    Files.createDirectories(folder.resolve("logs"));
    return ChildProcess.start(
        behindOthers(), NAME, folder, jvm(folder, isShort), mainClass, arguments);
  }

  private static List<String> jvm(Path folder, boolean isShort) {
    return Commands.jvm(
        "-Xmx1g",
        "-XX:TieredStopAtLevel=" + (isShort ? 1 : 4),
        "-XX:MaxDirectMemorySize=512m",
        "--add-opens=java.base/java.util=ALL-UNNAMED",
        "-DDJL_CACHE_DIR=" + folder.resolve("djl"));
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
