package io.murmuration.model.inference;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;

/**
 * What becomes due while requests wait: their deadlines, and the ends of back-offs. Not
 * thread-safe.
 */
final class Agenda<P, O> {
  /** Called again when its time has come. */
  private record Later<P, O>(List<Request<P, O>> group, long readyNanos, long order) {}

  private final PriorityQueue<Later<P, O>> later =
      new PriorityQueue<>(
          Comparator.<Later<P, O>>comparingLong(Later::readyNanos).thenComparing(Later::order));
  private final PriorityQueue<Request<P, O>> deadlines =
      new PriorityQueue<>(
          Comparator.<Request<P, O>>comparingLong(request -> request.deadlineNanos)
              .thenComparing(request -> request.order));
  private long order;

  void addDeadline(Request<P, O> request) {
    if (request.deadlineNanos != Request.NO_DEADLINE) {
      deadlines.add(request);
    }
  }

  void addBackoff(List<Request<P, O>> group, long readyNanos) {
    later.add(new Later<>(group, readyNanos, order++));
  }

  /** Those whose deadline has come; some of them ended or run, some are there twice. */
  List<Request<P, O>> takeDue(long nowNanos) {
    List<Request<P, O>> due = new ArrayList<>();
    while (!deadlines.isEmpty() && deadlines.peek().expiredAt(nowNanos)) {
      due.add(deadlines.poll());
    }
    return due;
  }

  /** The groups that have waited long enough. */
  List<List<Request<P, O>>> takeReady(long nowNanos) {
    List<List<Request<P, O>>> ready = new ArrayList<>();
    while (!later.isEmpty() && later.peek().readyNanos() <= nowNanos) {
      ready.add(later.poll().group());
    }
    return ready;
  }

  /** When something is due next, or {@link Long#MAX_VALUE}. */
  long nextNanos() {
    while (!deadlines.isEmpty() && !deadlines.peek().waits()) {
      deadlines.poll();
    }
    long deadline = deadlines.isEmpty() ? Long.MAX_VALUE : deadlines.peek().deadlineNanos;
    return later.isEmpty() ? deadline : Math.min(deadline, later.peek().readyNanos());
  }
}
