package io.murmuration.devstack;

import java.io.IOException;
import java.time.Duration;
import java.time.LocalTime;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** Keeps one process alive: starts it again when it dies, ever more slowly, until told to stop. */
final class Supervised {
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(10);
  private static final Duration HEALTHY_AFTER = Duration.ofSeconds(30);

  private final String name;
  private final Starter starter;
  private final Consumer<String> events;
  private final Runnable changed;
  private ChildProcess child;
  private long startedNanos;
  private int deaths;
  private boolean stopped;

  interface Starter {
    ChildProcess start() throws IOException, StackException;
  }

  /**
   * @param changed called when the process has another pid
   */
  Supervised(String name, Starter starter, Consumer<String> events, Runnable changed)
      throws StackException {
    this.name = name;
    this.starter = starter;
    this.events = events;
    this.changed = changed;
    try {
      this.child = starter.start();
    } catch (IOException e) {
      throw new StackException("the " + name + " can't be started: " + e.getMessage(), e);
    }
    this.startedNanos = System.nanoTime();
  }

  synchronized ChildProcess child() {
    return child;
  }

  /**
   * Until then a death is the caller's to see: a process that never worked is not started again.
   */
  synchronized void watch() {
    ChildProcess watched = child;
    watched.process().onExit().thenAccept(ended -> died(watched, ended.exitValue()));
  }

  private synchronized void died(ChildProcess watched, int code) {
    if (stopped || watched != child) {
      return;
    }
    boolean wasHealthy = System.nanoTime() - startedNanos > HEALTHY_AFTER.toNanos();
    deaths = wasHealthy ? 1 : deaths + 1;
    long pauseMillis = Math.min(LONGEST_PAUSE.toMillis(), 250L << Math.min(deaths - 1, 6));
    events.accept(
        "%s the %s died (code %d), starting it again"
            .formatted(LocalTime.now().truncatedTo(ChronoUnit.SECONDS), name, code));
    CompletableFuture.delayedExecutor(pauseMillis, TimeUnit.MILLISECONDS).execute(this::restart);
  }

  private void restart() {
    synchronized (this) {
      if (stopped) {
        return;
      }
      startedNanos = System.nanoTime();
      try {
        child = starter.start();
      } catch (IOException | StackException e) {
        events.accept("the " + name + " can't be started: " + e.getMessage());
        CompletableFuture.delayedExecutor(LONGEST_PAUSE.toMillis(), TimeUnit.MILLISECONDS)
            .execute(this::restart);
        return;
      }
    }
    changed.run();
    watch();
  }

  void stop() {
    ChildProcess last;
    synchronized (this) {
      stopped = true;
      last = child;
    }
    last.stop();
  }
}
