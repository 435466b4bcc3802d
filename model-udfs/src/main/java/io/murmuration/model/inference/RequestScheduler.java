package io.murmuration.model.inference;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;

/**
 * Owns the requests of one model from when they queue until they end: which are called next, and
 * what a call's end means for each. It starts no thread, reads no clock and calls no model: time
 * comes in. Not thread-safe; its owner lets one thread in at a time.
 *
 * <p>A batch that fails is halved until the guilty request is alone, and that one is tried again a
 * bounded number of times. The requests of a call that hangs are each called alone: one that hangs
 * twice is the guilty one. A request in back-off holds up nobody.
 */
final class RequestScheduler<P, O> {
  private static final int MAX_DOUBLINGS = 10;
  private static final int MAX_HANGS = 2;

  /** Called again when its time has come. */
  private record Later<P, O>(List<Request<P, O>> group, long readyNanos, long order) {}

  private final ModelIdentity identity;
  private final BatchLimits limits;
  private final BatchStatistics statistics;
  private final TokenBudget budget;
  private final Lanes<P, O> lanes = new Lanes<>();
  private final PriorityQueue<Later<P, O>> later =
      new PriorityQueue<>(
          Comparator.<Later<P, O>>comparingLong(Later::readyNanos).thenComparing(Later::order));
  private final PriorityQueue<Request<P, O>> deadlines =
      new PriorityQueue<>(
          Comparator.<Request<P, O>>comparingLong(request -> request.deadlineNanos)
              .thenComparing(request -> request.order));
  private List<Request<P, O>> ended = new ArrayList<>();
  private int queued;
  private long laterOrder;

  RequestScheduler(ModelIdentity identity, BatchLimits limits, BatchStatistics statistics) {
    this.identity = identity;
    this.limits = limits;
    this.statistics = statistics;
    this.budget = new TokenBudget(limits);
  }

  void add(Request<P, O> request, long nowNanos) {
    queued++;
    if (request.expiredAt(nowNanos)) {
      expire(request);
      return;
    }
    lanes.of(request.lane).add(request);
    watchDeadline(request);
  }

  /** Requests that wait for their first call. */
  int queued() {
    return queued;
  }

  boolean hasReady() {
    return !lanes.isEmpty();
  }

  /** The requests that ended since the last call of this; their outcomes are yet to be told. */
  List<Request<P, O>> takeEnded() {
    List<Request<P, O>> taken = ended;
    ended = new ArrayList<>();
    return taken;
  }

  /** The next batch for the engine, or null if none is ready. */
  Call<P, O> next(long nowNanos) {
    wake(nowNanos);
    List<Request<P, O>> batch = lanes.take(length -> budget.rows(length, nowNanos));
    if (batch.isEmpty()) {
      return null;
    }
    for (Request<P, O> request : batch) {
      leaveQueue(request);
      request.run();
    }
    return new Call<>(batch, nowNanos);
  }

  /** When {@link #wake} has something to do again, or {@link Long#MAX_VALUE}. */
  long nextWakeNanos() {
    while (!deadlines.isEmpty() && !deadlines.peek().waits()) {
      deadlines.poll();
    }
    long deadline = deadlines.isEmpty() ? Long.MAX_VALUE : deadlines.peek().deadlineNanos;
    return later.isEmpty() ? deadline : Math.min(deadline, later.peek().readyNanos());
  }

  /** Ends what has expired and readies what has waited long enough. */
  void wake(long nowNanos) {
    while (!deadlines.isEmpty() && deadlines.peek().expiredAt(nowNanos)) {
      Request<P, O> due = deadlines.poll();
      if (due.waits()) {
        expire(due);
      }
    }
    while (!later.isEmpty() && later.peek().readyNanos() <= nowNanos) {
      List<Request<P, O>> group = later.poll().group();
      lanes.of(group.get(0).lane).addGroup(group);
    }
  }

  /**
   * @throws FatalInferenceException if the call says that no request can succeed; nothing has ended
   */
  void ended(Call<P, O> call, Call.Result<O> result, long nowNanos) {
    if (result instanceof Call.Answered<O> answered) {
      statistics.completed(call, limits, nowNanos);
      for (int i = 0; i < call.batch().size(); i++) {
        decide(call.batch().get(i), answered.verdicts().get(i));
      }
      return;
    }
    RuntimeException cause = ((Call.Failed<O>) result).cause();
    boolean lone = call.batch().size() == 1;
    if (cause instanceof FatalInferenceException fatal) {
      throw fatal;
    } else if (cause instanceof RetryableInferenceException) {
      retry(call.batch(), "UNAVAILABLE", cause.toString(), nowNanos);
    } else if (cause instanceof DeviceMemoryException) {
      statistics.ranOutOfMemory();
      budget.lower(call.paddedTokens(), nowNanos);
      split(call.batch(), lone, "OUT_OF_MEMORY", cause, nowNanos);
    } else {
      split(call.batch(), lone, "ENGINE_FAILED", cause, nowNanos);
    }
  }

  /** The call never came back, and its engine is given up. */
  void hung(Call<P, O> call, long nowNanos) {
    statistics.hungOne();
    for (Request<P, O> request : call.batch()) {
      request.attempts++;
      if (++request.hangs >= MAX_HANGS) {
        reject(request, "HUNG", "the model did not come back from it, twice");
      } else if (again(request, nowNanos)) {
        lanes.of(request.lane).addGroup(List.of(request));
      }
    }
  }

  /** Ends all: those that wait and, if there is one, the call's. */
  void failAll(Call<P, O> call, FatalInferenceException cause) {
    if (call != null) {
      call.batch().forEach(request -> fail(request, cause));
    }
    later.forEach(each -> lanes.of(each.group().get(0).lane).addGroup(each.group()));
    later.clear();
    deadlines.clear();
    while (!lanes.isEmpty()) {
      lanes.take(length -> limits.maxItems()).forEach(request -> fail(request, cause));
    }
  }

  private void fail(Request<P, O> request, FatalInferenceException cause) {
    leaveQueue(request);
    request.fail(cause);
    ended.add(request);
  }

  private void decide(Request<P, O> request, Call.Verdict<O> verdict) {
    request.attempts++;
    if (verdict.refusal() != null) {
      reject(request, verdict.refusal().kind(), verdict.refusal().getMessage());
      return;
    }
    statistics.answeredOne();
    end(
        request,
        RequestState.DONE,
        new InferenceOutcome.Done<>(identity, request.attempts, verdict.output()));
  }

  private void split(
      List<Request<P, O>> batch, boolean lone, String kind, RuntimeException cause, long nowNanos) {
    if (lone) {
      retry(batch, kind, cause.toString(), nowNanos);
      return;
    }
    int half = batch.size() / 2;
    for (List<Request<P, O>> part :
        List.of(batch.subList(0, half), batch.subList(half, batch.size()))) {
      List<Request<P, O>> group =
          part.stream().filter(request -> again(request, nowNanos)).toList();
      if (!group.isEmpty()) {
        lanes.of(group.get(0).lane).addGroup(group);
      }
    }
  }

  /** After a back-off, those that have an attempt and the time left. */
  private void retry(List<Request<P, O>> batch, String kind, String message, long nowNanos) {
    batch.forEach(request -> request.attempts++);
    int attempts = batch.stream().mapToInt(request -> request.attempts).max().orElseThrow();
    long readyNanos = nowNanos + backoff(attempts).toNanos();
    List<Request<P, O>> group = new ArrayList<>();
    for (Request<P, O> request : batch) {
      if (request.attempts >= limits.maxAttempts()) {
        reject(request, kind, message);
      } else if (again(request, readyNanos)) {
        group.add(request);
      }
    }
    if (!group.isEmpty()) {
      statistics.retried(group.size());
      later.add(new Later<>(group, readyNanos, laterOrder++));
    }
  }

  /** False, and expired, where its deadline comes before that time. */
  private boolean again(Request<P, O> request, long atNanos) {
    if (request.expiredAt(atNanos)) {
      expire(request);
      return false;
    }
    request.retry();
    watchDeadline(request);
    return true;
  }

  private void watchDeadline(Request<P, O> request) {
    if (request.deadlineNanos != Request.NO_DEADLINE) {
      deadlines.add(request);
    }
  }

  private void expire(Request<P, O> request) {
    statistics.expiredOne();
    leaveQueue(request);
    end(request, RequestState.EXPIRED, new InferenceOutcome.Expired<>(identity, request.attempts));
  }

  private void reject(Request<P, O> request, String kind, String message) {
    statistics.rejectedOne();
    end(
        request,
        RequestState.REJECTED,
        new InferenceOutcome.Rejected<>(identity, request.attempts, kind, message));
  }

  private void end(Request<P, O> request, RequestState state, InferenceOutcome<O> outcome) {
    request.end(state, outcome);
    ended.add(request);
  }

  private void leaveQueue(Request<P, O> request) {
    if (request.state() == RequestState.QUEUED) {
      queued--;
    }
  }

  private Duration backoff(int attempts) {
    return limits.backoff().multipliedBy(1L << Math.min(attempts - 1, MAX_DOUBLINGS));
  }
}
