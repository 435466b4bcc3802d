package io.murmuration.model.inference;

import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.ToIntFunction;

/**
 * What a batcher has done, since its model was loaded; read from any thread. The recent figures are
 * a {@link RecentMean} of batches each, written by one thread at a time.
 */
public final class BatchStatistics {
  private final LongAdder batches = new LongAdder();
  private final LongAdder items = new LongAdder();
  private final LongAdder tokens = new LongAdder();
  private final LongAdder paddedTokens = new LongAdder();
  private final LongAdder answered = new LongAdder();
  private final LongAdder rejected = new LongAdder();
  private final LongAdder expired = new LongAdder();
  private final LongAdder retried = new LongAdder();
  private final LongAdder hung = new LongAdder();
  private final LongAdder outOfMemory = new LongAdder();
  private final LongAdder shared = new LongAdder();
  private final LongAdder cacheHits = new LongAdder();
  private final LongAdder cacheMisses = new LongAdder();
  private final LongAdder cacheSkipped = new LongAdder();
  private final Map<Lane, RecentMean> laneWaitMillis = new EnumMap<>(Lane.class);
  private final RecentMean size = new RecentMean();
  private final RecentMean fill = new RecentMean();
  private final RecentMean queueWaitMillis = new RecentMean();
  private final RecentMean modelMillis = new RecentMean();
  private final ToIntFunction<Lane> waiting;

  /**
   * @param waiting the requests of a lane that wait now, for any thread
   */
  BatchStatistics(ToIntFunction<Lane> waiting) {
    this.waiting = waiting;
    for (Lane lane : Lane.values()) {
      laneWaitMillis.put(lane, new RecentMean());
    }
  }

  void completed(Call<?, ?> call, BatchLimits limits, long endedNanos) {
    long earliest = Long.MAX_VALUE;
    int own = 0;
    for (Request<?, ?> request : call.batch()) {
      own += request.input.tokens();
      earliest = Math.min(earliest, request.enqueuedNanos);
    }
    int rows = call.batch().size();
    Request<?, ?> first = call.batch().get(0);
    double waited = (call.startedNanos() - earliest) / 1e6;
    batches.increment();
    items.add(rows);
    tokens.add(own);
    paddedTokens.add(call.paddedTokens());
    size.add(rows);
    fill.add((double) rows / limits.rows(first.input.paddedTokens()));
    queueWaitMillis.add(waited);
    laneWaitMillis.get(first.lane).add(waited);
    modelMillis.add((endedNanos - call.startedNanos()) / 1e6);
  }

  void answeredOne() {
    answered.increment();
  }

  void rejectedOne() {
    rejected.increment();
  }

  void expiredOne() {
    expired.increment();
  }

  void retried(int requests) {
    retried.add(requests);
  }

  void hungOne() {
    hung.increment();
  }

  void ranOutOfMemory() {
    outOfMemory.increment();
  }

  void sharedOne() {
    shared.increment();
  }

  void cacheHitOne() {
    cacheHits.increment();
  }

  void cacheMissedOne() {
    cacheMisses.increment();
  }

  void cacheSkippedOne() {
    cacheSkipped.increment();
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

  /** Requests that the model answered; what a cache knew is not among them. */
  public long answered() {
    return answered.sum();
  }

  public long rejected() {
    return rejected.sum();
  }

  public long expired() {
    return expired.sum();
  }

  public long retried() {
    return retried.sum();
  }

  /** Calls that were given up, each with its model. */
  public long hung() {
    return hung.sum();
  }

  /** Batches for which the device had no room. */
  public long outOfMemory() {
    return outOfMemory.sum();
  }

  /** Requests that got the result of an equal one that was being computed. */
  public long shared() {
    return shared.sum();
  }

  public long cacheHits() {
    return cacheHits.sum();
  }

  /** Those included for which the disk was not asked. */
  public long cacheMisses() {
    return cacheMisses.sum();
  }

  /** Requests that did not ask the disk: it was busy or slow. */
  public long cacheSkipped() {
    return cacheSkipped.sum();
  }

  /** Of the requests that a cache could have known, the part that it knew; 0 before the first. */
  public double cacheHitRate() {
    long hits = cacheHits();
    long all = hits + cacheMisses();
    return all == 0 ? 0 : (double) hits / all;
  }

  /** Requests in a recent batch; 0 before the first. */
  public double batchSize() {
    return size.orZero();
  }

  /** How much of its limit a recent batch used, 0 to 1. */
  public double batchFill() {
    return fill.orZero();
  }

  /** Of the request that waited longest in a recent batch, to the batch's begin. */
  public double queueWaitMillis() {
    return queueWaitMillis.orZero();
  }

  /** As {@link #queueWaitMillis()}, of the batches of this lane. */
  public double queueWaitMillis(Lane lane) {
    return laneWaitMillis.get(lane).orZero();
  }

  /** Requests of this lane that wait for their first call now. */
  public int queuedRequests(Lane lane) {
    return waiting.applyAsInt(lane);
  }

  public double modelMillis() {
    return modelMillis.orZero();
  }
}
