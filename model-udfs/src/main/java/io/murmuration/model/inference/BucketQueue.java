package io.murmuration.model.inference;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/**
 * Requests that wait, by padded length. The next batch is of the bucket whose head has waited
 * longest, so no length starves. Not thread-safe.
 */
final class BucketQueue<P, O> {
  private final TreeMap<Integer, ArrayDeque<Request<P, O>>> buckets = new TreeMap<>();
  private int size;

  void add(Request<P, O> request) {
    buckets.computeIfAbsent(request.paddedTokens, length -> new ArrayDeque<>()).add(request);
    size++;
  }

  int size() {
    return size;
  }

  /** Empty if nothing waits; else at least one request, whatever its length. */
  List<Request<P, O>> take(BatchLimits limits) {
    ArrayDeque<Request<P, O>> oldest = null;
    for (ArrayDeque<Request<P, O>> bucket : buckets.values()) {
      if (!bucket.isEmpty() && (oldest == null || bucket.peek().order < oldest.peek().order)) {
        oldest = bucket;
      }
    }
    List<Request<P, O>> batch = new ArrayList<>();
    if (oldest != null) {
      int rows = rows(limits, oldest.peek().paddedTokens);
      while (batch.size() < rows && !oldest.isEmpty()) {
        batch.add(oldest.poll());
      }
    }
    size -= batch.size();
    return batch;
  }

  /** How many rows of this padded length a batch holds, at least 1. */
  static int rows(BatchLimits limits, int paddedTokens) {
    return Math.max(1, Math.min(limits.maxItems(), limits.maxPaddedTokens() / paddedTokens));
  }
}
