package io.murmuration.model.inference;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.TreeMap;
import java.util.function.IntUnaryOperator;
import java.util.function.Predicate;

/**
 * Requests of one lane that wait for their first call, by padded length. The next batch is of the
 * bucket whose head is due first; full batches go before one that is not, but only so many times,
 * so that no length starves. Advertisements wait for no batch to be full. A request that ended
 * while it waited is passed over. Not thread-safe.
 */
final class BucketQueue<P, O> {
  /** An advertisement without a deadline, or with a distant one, counts as due this soon. */
  private static final long DUE_WITHIN_NANOS = Duration.ofSeconds(1).toNanos();

  /** Full batches that may go before the lane's oldest request. */
  static final int PATIENCE = 8;

  private final TreeMap<Integer, PriorityQueue<Request<P, O>>> buckets = new TreeMap<>();
  private final Comparator<Request<P, O>> first;
  private final boolean fullFirst;
  private int passedOver;

  BucketQueue(Lane lane) {
    Comparator<Request<P, O>> byArrival = Comparator.comparingLong(request -> request.order);
    first =
        lane == Lane.ADS
            ? Comparator.<Request<P, O>>comparingLong(BucketQueue::due).thenComparing(byArrival)
            : byArrival;
    fullFirst = lane != Lane.ADS;
  }

  private static long due(Request<?, ?> request) {
    return Math.min(request.deadlineNanos, request.enqueuedNanos + DUE_WITHIN_NANOS);
  }

  void add(Request<P, O> request) {
    buckets
        .computeIfAbsent(request.input.paddedTokens(), length -> new PriorityQueue<>(first))
        .add(request);
  }

  boolean isEmpty() {
    return next() == null;
  }

  /**
   * @param rows of a batch, from its padded length
   * @return at least one request unless nothing waits
   */
  List<Request<P, O>> take(IntUnaryOperator rows) {
    List<Request<P, O>> batch = new ArrayList<>();
    PriorityQueue<Request<P, O>> bucket = choose(rows);
    if (bucket != null) {
      int room = rows.applyAsInt(bucket.peek().input.paddedTokens());
      while (batch.size() < room && head(bucket) != null) {
        batch.add(bucket.poll());
      }
    }
    return batch;
  }

  /**
   * Whether a batch can be filled.
   *
   * @param rows of a batch, from its padded length
   */
  boolean hasFull(IntUnaryOperator rows) {
    for (Map.Entry<Integer, PriorityQueue<Request<P, O>>> each : buckets.entrySet()) {
      if (isFull(each, rows)) {
        return true;
      }
    }
    return false;
  }

  private boolean isFull(
      Map.Entry<Integer, PriorityQueue<Request<P, O>>> bucket, IntUnaryOperator rows) {
    int missing = rows.applyAsInt(bucket.getKey());
    if (bucket.getValue().size() < missing) {
      return false;
    }
    for (Request<P, O> request : bucket.getValue()) {
      missing -= request.waits() ? 1 : 0;
      if (missing == 0) {
        return true;
      }
    }
    return false;
  }

  private PriorityQueue<Request<P, O>> choose(IntUnaryOperator rows) {
    PriorityQueue<Request<P, O>> oldest = next();
    PriorityQueue<Request<P, O>> full =
        fullFirst && passedOver < PATIENCE ? first(each -> isFull(each, rows)) : null;
    boolean passes = full != null && full != oldest;
    passedOver = passes ? passedOver + 1 : 0;
    return passes ? full : oldest;
  }

  private PriorityQueue<Request<P, O>> next() {
    return first(any -> true);
  }

  /** Of the buckets chosen, the one whose head is due first; null where all are empty. */
  private PriorityQueue<Request<P, O>> first(
      Predicate<Map.Entry<Integer, PriorityQueue<Request<P, O>>>> chosen) {
    PriorityQueue<Request<P, O>> next = null;
    for (Map.Entry<Integer, PriorityQueue<Request<P, O>>> each : buckets.entrySet()) {
      PriorityQueue<Request<P, O>> bucket = each.getValue();
      Request<P, O> head = chosen.test(each) ? head(bucket) : null;
      if (head != null && (next == null || first.compare(head, next.peek()) < 0)) {
        next = bucket;
      }
    }
    return next;
  }

  private Request<P, O> head(PriorityQueue<Request<P, O>> bucket) {
    while (!bucket.isEmpty() && !bucket.peek().waits()) {
      bucket.poll();
    }
    return bucket.peek();
  }
}
