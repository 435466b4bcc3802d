package io.murmuration.devstack;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;

/**
 * A child's end of the pipe to its parent: the end of standard input means that the parent is gone,
 * however it went, and the child stops. Needs nothing but the JDK.
 */
public final class ParentWatch {
  private static final long STOP_WITHIN_MILLIS = 10_000;

  private ParentWatch() {}

  /** Ends this JVM when the parent does; gives each line that the parent sends to the consumer. */
  public static void start(Consumer<String> lines) {
    Thread watch = new Thread(() -> watch(lines), "parent-watch");
    watch.setDaemon(true);
    watch.start();
  }

  private static void watch(Consumer<String> lines) {
    BufferedReader in =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    try {
      for (String line = in.readLine(); line != null; line = in.readLine()) {
        lines.accept(line);
      }
    } catch (IOException e) {
      // A broken pipe says the same as its end.
    }
    Thread halt = new Thread(ParentWatch::haltLate, "halt");
    halt.setDaemon(true);
    halt.start();
    System.exit(0);
  }

  /** An ordered stop that hangs must not leave an orphan. */
  private static void haltLate() {
    try {
      Thread.sleep(STOP_WITHIN_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    Runtime.getRuntime().halt(1);
  }
}
