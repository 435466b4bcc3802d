package io.murmuration.model.inference;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.TreeMap;
import java.util.function.IntUnaryOperator;

/**
 * Requests of one lane that wait for their first call, by padded length. The next batch is of the
 * bucket whose head is due first, so no length starves. A request that ended while it waited is
 * passed over. Not thread-safe.
 */
final class BucketQueue<P, O> {
  /** An advertisement without a deadline, or with a distant one, counts as due this soon. */
  private static final long DUE_WITHIN_NANOS = Duration.ofSeconds(1).toNanos();

  private final TreeMap<Integer, PriorityQueue<Request<P, O>>> buckets = new TreeMap<>();
  private final Comparator<Request<P, O>> first;

  BucketQueue(Lane lane) {
    Comparator<Request<P, O>> byArrival = Comparator.comparingLong(request -> request.order);
    first =
        lane == Lane.ADS
            ? Comparator.<Request<P, O>>comparingLong(BucketQueue::due).thenComparing(byArrival)
            : byArrival;
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
    PriorityQueue<Request<P, O>> bucket = next();
    if (bucket != null) {
      int room = rows.applyAsInt(bucket.peek().input.paddedTokens());
      while (batch.size() < room && head(bucket) != null) {
        batch.add(bucket.poll());
      }
    }
    return batch;
  }

  private PriorityQueue<Request<P, O>> next() {
    PriorityQueue<Request<P, O>> next = null;
    for (PriorityQueue<Request<P, O>> bucket : buckets.values()) {
      Request<P, O> head = head(bucket);
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
