package io.murmuration.devstack;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * How far this process's session stands behind all others for a CPU (autogroup, see sched(7)): step
 * by step so far that they hardly feel it, and nearer again while it gets next to nothing, so that
 * it comes to its end. Does nothing where the kernel has no such file.
 */
public final class SessionStanding {
  static final Path SESSION = Path.of("/proc/self/autogroup");

  /** A process starts there: while its JVM starts it would disturb others most. */
  static final int FARTHEST = 15;

  static final int NEAREST = 5;
  private static final int STEP = 5;

  /** In CPUs. */
  private static final double STARVES_BELOW = 0.25;

  private static final Duration LOOKS_EVERY = Duration.ofSeconds(5);

  private int niceness = FARTHEST;

  /** At first, all since the JVM began. */
  private long seenNanos =
      System.nanoTime()
          - TimeUnit.MILLISECONDS.toNanos(ManagementFactory.getRuntimeMXBean().getUptime());

  private long usedNanos;

  private SessionStanding() {}

  /** From now on, on a thread that keeps nobody alive. */
  public static void keep() {
    if (!Files.isWritable(SESSION)) {
      return;
    }
    SessionStanding standing = new SessionStanding();
    ScheduledExecutorService timer =
        Executors.newSingleThreadScheduledExecutor(
            task -> {
              Thread thread = new Thread(task, "session-standing");
              thread.setDaemon(true);
              return thread;
            });
    long every = LOOKS_EVERY.toMillis();
    timer.scheduleAtFixedRate(standing::look, 0, every, TimeUnit.MILLISECONDS);
  }

  private void look() {
    long now = System.nanoTime();
    long used = used();
    int next = next(niceness, (double) (used - usedNanos) / (now - seenNanos));
    seenNanos = now;
    usedNanos = used;
    if (next != niceness && write(next)) {
      niceness = next;
    }
  }

  /**
   * @param cpus that the process had since the last look
   */
  static int next(int niceness, double cpus) {
    return cpus < STARVES_BELOW
        ? Math.max(NEAREST, niceness - STEP)
        : Math.min(FARTHEST, niceness + STEP);
  }

  /** False where the kernel wants to be asked again later. */
  private static boolean write(int niceness) {
    try {
      Files.writeString(SESSION, Integer.toString(niceness));
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  private static long used() {
    return ProcessHandle.current()
        .info()
        .totalCpuDuration()
        .map(Duration::toNanos)
        .orElse(Long.MAX_VALUE);
  }
}
