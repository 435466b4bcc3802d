package io.murmuration.model.inference;

import java.util.concurrent.atomic.LongAdder;

/**
 * What a batcher has done, since its model was loaded; read from any thread. The recent figures are
 * exponentially weighted over about the last twenty batches and written by the device thread alone.
 */
public final class BatchStatistics {
  private static final double WEIGHT = 0.1;

  private final LongAdder batches = new LongAdder();
  private final LongAdder items = new LongAdder();
  private final LongAdder tokens = new LongAdder();
  private final LongAdder paddedTokens = new LongAdder();
  private final LongAdder rejected = new LongAdder();
  private final LongAdder retried = new LongAdder();
  private volatile double recentSize = Double.NaN;
  private volatile double recentFill = Double.NaN;
  private volatile double recentQueueWaitMillis = Double.NaN;
  private volatile double recentModelMillis = Double.NaN;

  /**
   * @param queueWaitNanos of the request that waited longest
   */
  record Batch(
      int items, int tokens, int paddedTokens, double fill, long queueWaitNanos, long modelNanos) {}

  void completed(Batch batch) {
    batches.increment();
    items.add(batch.items());
    tokens.add(batch.tokens());
    paddedTokens.add(batch.paddedTokens());
    recentSize = moved(recentSize, batch.items());
    recentFill = moved(recentFill, batch.fill());
    recentQueueWaitMillis = moved(recentQueueWaitMillis, batch.queueWaitNanos() / 1e6);
    recentModelMillis = moved(recentModelMillis, batch.modelNanos() / 1e6);
  }

  void rejectedOne() {
    rejected.increment();
  }

  void retried(int requests) {
    retried.add(requests);
  }

  private static double moved(double average, double value) {
    return Double.isNaN(average) ? value : average + WEIGHT * (value - average);
  }

  public long batches() {
    return batches.sum();
  }

  public long items() {
    return items.sum();
  }

  public long tokens() {
    return tokens.sum();
  }

  public long paddedTokens() {
    return paddedTokens.sum();
  }

  public long rejected() {
    return rejected.sum();
  }

  public long retried() {
    return retried.sum();
  }

  /** Requests in a recent batch; 0 before the first. */
  public double batchSize() {
    return orZero(recentSize);
  }

  /** How much of its limit a recent batch used, 0 to 1. */
  public double batchFill() {
    return orZero(recentFill);
  }

  public double queueWaitMillis() {
    return orZero(recentQueueWaitMillis);
  }

  public double modelMillis() {
    return orZero(recentModelMillis);
  }

  private static double orZero(double value) {
    return Double.isNaN(value) ? 0 : value;
  }
}
