package io.murmuration.cli.bench.embed;

import io.murmuration.model.inference.BatchStatistics;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Padding and fill of the shared model's batches while a job runs. */
final class FillSampler implements AutoCloseable {
  private static final long EVERY_MILLIS = 50;

  private final BatchStatistics statistics;
  private final long tokensBefore;
  private final long paddedBefore;
  private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();
  private final List<Double> fills = new ArrayList<>();
  private long batches;

  FillSampler(BatchStatistics statistics) {
    this.statistics = statistics;
    this.tokensBefore = statistics.tokens();
    this.paddedBefore = statistics.paddedTokens();
    this.batches = statistics.batches();
    timer.scheduleAtFixedRate(this::sample, EVERY_MILLIS, EVERY_MILLIS, TimeUnit.MILLISECONDS);
  }

  private synchronized void sample() {
    if (statistics.batches() > batches) {
      batches = statistics.batches();
      fills.add(statistics.batchFill());
    }
  }

  /** The middle of the run: neither how it began nor how it ran dry. */
  synchronized double fill() {
    int skipped = fills.size() / 4;
    return fills.subList(skipped, fills.size() - skipped).stream()
        .mapToDouble(Double::doubleValue)
        .average()
        .orElse(Double.NaN);
  }

  /** Tokens that are padding, of all that were computed. */
  double padding() {
    double padded = statistics.paddedTokens() - paddedBefore;
    return 1 - (statistics.tokens() - tokensBefore) / padded;
  }

  @Override
  public void close() {
    timer.shutdownNow();
  }
}
