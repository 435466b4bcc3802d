package io.murmuration.model.inference;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

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

  private final ModelIdentity identity;
  private final BatchLimits limits;
  private final BatchStatistics statistics;
  private final Consumer<Lane> left;
  private final TokenBudget budget;
  private final Lanes<P, O> lanes = new Lanes<>();
  private final Agenda<P, O> agenda = new Agenda<>();
  private List<Request<P, O>> ended = new ArrayList<>();

  /**
   * @param left hears the lane of each request that waits no longer for its first call
   */
  RequestScheduler(
      ModelIdentity identity, BatchLimits limits, BatchStatistics statistics, Consumer<Lane> left) {
    this.identity = identity;
    this.limits = limits;
    this.statistics = statistics;
    this.left = left;
    this.budget = new TokenBudget(limits);
  }

  void add(Request<P, O> request, long nowNanos) {
    if (request.expiredAt(nowNanos)) {
      expire(request);
      return;
    }
    lanes.of(request.lane).add(request);
    agenda.addDeadline(request);
  }

  boolean hasReady() {
    return !lanes.isEmpty();
  }

  /** Whether something waits that more company would not help. */
  boolean presses(long nowNanos) {
    return lanes.presses(length -> budget.rows(length, nowNanos));
  }

  /** The requests that ended since the last call of this; their outcomes are yet to be told. */
  List<Request<P, O>> takeEnded() {
    List<Request<P, O>> taken = ended;
    ended = new ArrayList<>();
    return taken;
  }

  /** The next batch for the engine, or null if none is ready; after {@link #wake}. */
  Call<P, O> next(long nowNanos) {
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
    return agenda.nextNanos();
  }

  /** Ends what has expired and readies what has waited long enough. */
  void wake(long nowNanos) {
    for (Request<P, O> due : agenda.takeDue(nowNanos)) {
      // Once for each time it waited; it ends but once.
      if (due.waits()) {
        expire(due);
      }
    }
    agenda.takeReady(nowNanos).forEach(this::ready);
  }

  private void ready(List<Request<P, O>> group) {
    if (!group.isEmpty()) {
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
        ready(List.of(request));
      }
    }
  }

  /** Ends all: those that wait and, if there is one, the call's. */
  void failAll(Call<P, O> call, FatalInferenceException cause) {
    if (call != null) {
      call.batch().forEach(request -> fail(request, cause));
    }
    agenda.takeReady(Long.MAX_VALUE).forEach(this::ready);
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
      ready(part.stream().filter(request -> again(request, nowNanos)).toList());
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
      agenda.addBackoff(group, readyNanos);
    }
  }

  /** False, and expired, where its deadline comes before that time. */
  private boolean again(Request<P, O> request, long atNanos) {
    if (request.expiredAt(atNanos)) {
      expire(request);
      return false;
    }
    request.retry();
    agenda.addDeadline(request);
    return true;
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
      left.accept(request.lane);
    }
  }

  private Duration backoff(int attempts) {
    return limits.backoff().multipliedBy(1L << Math.min(attempts - 1, MAX_DOUBLINGS));
  }
}
