package io.murmuration.model.inference;

import java.time.Duration;

/**
 * Where a model's calls run: one task at a time, in the order given. Tests pass one that runs when
 * told to, so that every interleaving can be replayed.
 */
public interface DeviceThread extends AutoCloseable {
  /** A daemon thread of its own. */
  static DeviceThread daemon(String name) {
    return new SchedulerDeviceThread(name);
  }

  void execute(Runnable task);

  void executeAfter(Duration delay, Runnable task);

  /** Ends after the running task; from any thread, without waiting for it. */
  void stop();

  /** Runs what was given without delay, then ends; delayed tasks are dropped. */
  @Override
  void close();
}
