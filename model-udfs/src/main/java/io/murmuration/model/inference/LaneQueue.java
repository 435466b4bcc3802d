package io.murmuration.model.inference;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntUnaryOperator;

/**
 * What waits in one lane: groups that are called again as they are, then buckets of requests that
 * were never called. Groups go first; each request makes a bounded number of them. Not thread-safe.
 */
final class LaneQueue<P, O> {
  private final ArrayDeque<List<Request<P, O>>> groups = new ArrayDeque<>();
  private final BucketQueue<P, O> buckets;

  LaneQueue(Lane lane) {
    buckets = new BucketQueue<>(lane);
  }

  void add(Request<P, O> request) {
    if (request.input.suspect()) {
      groups.add(List.of(request));
    } else {
      buckets.add(request);
    }
  }

  /** Of one padded length; they get no other company. */
  void addGroup(List<Request<P, O>> group) {
    groups.add(group);
  }

  boolean isEmpty() {
    while (!groups.isEmpty() && groups.peek().stream().noneMatch(Request::waits)) {
      groups.poll();
    }
    return groups.isEmpty() && buckets.isEmpty();
  }

  boolean presses(IntUnaryOperator rows) {
    return !isEmpty() && (!groups.isEmpty() || buckets.hasFull(rows));
  }

  /** Empty only if nothing waits. */
  List<Request<P, O>> take(IntUnaryOperator rows) {
    if (isEmpty() || groups.isEmpty()) {
      return buckets.take(rows);
    }
    List<Request<P, O>> group =
        new ArrayList<>(groups.poll().stream().filter(Request::waits).toList());
    int room = rows.applyAsInt(group.get(0).input.paddedTokens());
    if (group.size() > room) {
      groups.addFirst(List.copyOf(group.subList(room, group.size())));
      group.subList(room, group.size()).clear();
    }
    return group;
  }
}
