package io.murmuration.devstack;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * A replay's JVM: apart from production's Flink, with the same class path, and behind it for every
 * CPU. Where all are taken it gets about a tenth of what another process gets: with less (19) it
 * would not end on a busy machine.
 */
public final class ReplayProcess {
  private static final String NAME = "replay";
  private static final String NICENESS = "10";
  private static final List<Path> NICE = List.of(Path.of("/usr/bin/nice"), Path.of("/bin/nice"));

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
    return NICE.stream()
        .filter(Files::isExecutable)
        .findFirst()
        .map(nice -> List.of(nice.toString(), "-n", NICENESS))
        .orElse(List.of());
  }
}
