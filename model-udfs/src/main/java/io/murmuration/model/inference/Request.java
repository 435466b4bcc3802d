package io.murmuration.model.inference;

import java.util.concurrent.CompletableFuture;

/**
 * An input on its way through a batcher, from before it is prepared. Its state is the scheduler's
 * alone; its outcome is completed outside of any lock, once it has ended.
 */
final class Request<P, O> {
  /** Of one without a deadline; it is never reached. */
  static final long NO_DEADLINE = Long.MAX_VALUE;

  final Lane lane;
  final long enqueuedNanos;
  final long deadlineNanos;
  final long order;
  final CompletableFuture<InferenceOutcome<O>> outcome = new CompletableFuture<>();

  /** How many were under way when it was admitted, itself among them. */
  final int company;

  /** Null until it is enqueued. */
  Prepared<P> input;

  int attempts;

  /** Calls that never came back, with this request in them. */
  int hangs;

  private RequestState state = RequestState.QUEUED;
  private InferenceOutcome<O> fate;
  private FatalInferenceException failure;

  Request(Urgency urgency, long nowNanos, long order, int company) {
    this.company = company;
    this.lane = urgency.lane();
    this.enqueuedNanos = nowNanos;
    this.deadlineNanos =
        urgency.timeLeft() == null ? NO_DEADLINE : nowNanos + urgency.timeLeft().toNanos();
    this.order = order;
  }

  RequestState state() {
    return state;
  }

  boolean waits() {
    return state.waits();
  }

  boolean expiredAt(long nanos) {
    return deadlineNanos <= nanos;
  }

  void run() {
    state = state.to(RequestState.RUNNING);
  }

  void retry() {
    state = state.to(RequestState.RETRYING);
  }

  void end(RequestState end, InferenceOutcome<O> with) {
    state = state.to(end);
    fate = with;
  }

  void fail(FatalInferenceException with) {
    state = state.to(RequestState.FAILED);
    failure = with;
  }

  /** Tells whoever waits for the outcome; runs what hangs on it. */
  void answer() {
    if (failure == null) {
      outcome.complete(fate);
    } else {
      outcome.completeExceptionally(failure);
    }
  }
}
