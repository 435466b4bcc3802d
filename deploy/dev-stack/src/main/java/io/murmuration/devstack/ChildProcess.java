package io.murmuration.devstack;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A JVM of the stack: its log in a file, its life bound to this one's by its standard input. */
public final class ChildProcess {
  private static final long STOP_WITHIN_SECONDS = 15;

  private final String name;
  private final Process process;
  private final Path log;

  private ChildProcess(String name, Process process, Path log) {
    this.name = name;
    this.process = process;
    this.log = log;
  }

  /**
   * @param jvm options, class path included
   */
  static ChildProcess start(
      String name, Path data, List<String> jvm, String mainClass, List<String> arguments)
      throws IOException {
    return start(List.of(), name, data, jvm, mainClass, arguments);
  }

  /**
   * @param before such as nice
   */
  static ChildProcess start(
      List<String> before,
      String name,
      Path data,
      List<String> jvm,
      String mainClass,
      List<String> arguments)
      throws IOException {
    Path log = data.resolve("logs").resolve(name + ".log");
    Path options = data.resolve("logs").resolve(name + ".args");
    List<String> lines = new ArrayList<>(jvm);
    // What a crash of native code leaves lies with the logs, not where the stack was started.
    lines.add("-XX:ErrorFile=" + data.resolve("logs").resolve(name + "-crash-%p.log"));
    lines.add(mainClass);
    lines.addAll(arguments);
    // A class path is longer than some systems' command line may be.
    Files.write(options, lines.stream().map(ChildProcess::quoted).toList());
    List<String> command = new ArrayList<>(before);
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("@" + options);
    Process process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
            .start();
    return new ChildProcess(name, process, log);
  }

  private static String quoted(String line) {
    return '"' + line.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
  }

  public long pid() {
    return process.pid();
  }

  public Process process() {
    return process;
  }

  void send(String line) throws IOException {
    OutputStream in = process.getOutputStream();
    in.write((line + "\n").getBytes(StandardCharsets.UTF_8));
    in.flush();
  }

  /**
   * @throws StackException if it has ended, with the last line that it logged
   */
  public void requireAlive() throws StackException {
    if (!process.isAlive()) {
      throw new StackException(
          "the %s ended with code %d: %s (see %s)"
              .formatted(name, process.exitValue(), lastLine(), log));
    }
  }

  private String lastLine() {
    try {
      List<String> lines = Files.readAllLines(log);
      for (int i = lines.size() - 1; i >= 0; i--) {
        String line = lines.get(i).strip();
        if (!line.isEmpty() && !line.startsWith("at ")) {
          return line;
        }
      }
    } catch (IOException e) {
      // Said below: there is nothing to show.
    }
    return "it logged nothing";
  }

  /** Asks first, insists after fifteen seconds; returns when the process is gone. */
  public void stop() {
    try {
      process.getOutputStream().close();
    } catch (IOException e) {
      // It is gone already.
    }
    try {
      if (!process.waitFor(STOP_WITHIN_SECONDS, TimeUnit.SECONDS)) {
        process.destroyForcibly().waitFor();
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }
}
