package io.murmuration.cli.bench.embed;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** Finds the settings with which DJL Serving's batches bring most through here. */
final class ServingTuning {
  private static final List<Integer> BATCH_SIZES = List.of(16, 64);
  private static final List<Duration> DELAYS = List.of(Duration.ofMillis(1), Duration.ofMillis(5));
  private static final int IN_FLIGHT = 512;

  private ServingTuning() {}

  /** A batch as one would set it, the rest as it comes. */
  static ServingWorkers.Settings untuned() {
    int cores = Runtime.getRuntime().availableProcessors();
    return new ServingWorkers.Settings(32, BatchAggregator.DEFAULT_DELAY, cores);
  }

  static ServingWorkers.Settings best(String folder, List<String> texts)
      throws InterruptedException {
    int cores = Runtime.getRuntime().availableProcessors();
    ServingWorkers.Settings best = null;
    double most = 0;
    for (int batchSize : BATCH_SIZES) {
      for (Duration delay : DELAYS) {
        for (int workers : new int[] {1, cores}) {
          var settings = new ServingWorkers.Settings(batchSize, delay, workers);
          double found = postsPerSecond(folder, settings, texts);
          if (found > most) {
            most = found;
            best = settings;
          }
        }
      }
    }
    return best;
  }

  private static double postsPerSecond(
      String folder, ServingWorkers.Settings settings, List<String> texts)
      throws InterruptedException {
    try (ServingWorkers workers = new ServingWorkers(folder, settings)) {
      long start = System.nanoTime();
      ArrayDeque<CompletableFuture<?>> inFlight = new ArrayDeque<>();
      for (String text : texts) {
        if (inFlight.size() == IN_FLIGHT) {
          inFlight.remove().join();
        }
        inFlight.add(workers.encode(text));
      }
      inFlight.forEach(CompletableFuture::join);
      return texts.size() / ((System.nanoTime() - start) / 1e9);
    }
  }
}
