package io.murmuration.cli.bench.operator;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongSupplier;

/** Heap after a collection and resident memory each so many events; a thread of its own. */
final class MemorySampler implements AutoCloseable {
  private static final Path STATUS = Path.of("/proc/self/status");
  private static final long POLL_MILLIS = 5;
  private static final double MEGABYTE = 1e6;

  /**
   * @param events that were answered by then
   */
  record Sample(double events, double heapMegabytes, double residentMegabytes) {}

  private final LongSupplier events;
  private final long every;
  private final List<Sample> samples = new ArrayList<>();
  private final Thread thread = new Thread(this::run, "memory");
  private volatile boolean closed;

  MemorySampler(LongSupplier events, long every) {
    this.events = events;
    this.every = every;
    thread.setDaemon(true);
    thread.start();
  }

  private void run() {
    long next = every;
    try {
      while (!closed) {
        if (events.getAsLong() >= next) {
          samples.add(sample());
          next += every;
        } else {
          Thread.sleep(POLL_MILLIS);
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private Sample sample() {
    System.gc();
    long heap = ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    return new Sample(events.getAsLong(), heap / MEGABYTE, residentMegabytes());
  }

  /** NaN where the system doesn't tell. */
  private static double residentMegabytes() {
    if (!Files.isReadable(STATUS)) {
      return Double.NaN;
    }
    try {
      return Files.readAllLines(STATUS).stream()
          .filter(line -> line.startsWith("VmRSS:"))
          .mapToDouble(line -> Long.parseLong(line.replaceAll("\\D", "")) * 1_024 / MEGABYTE)
          .findFirst()
          .orElse(Double.NaN);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** After {@link #close}. */
  List<Sample> samples() {
    return samples;
  }

  @Override
  public void close() throws InterruptedException {
    closed = true;
    thread.join();
  }
}
