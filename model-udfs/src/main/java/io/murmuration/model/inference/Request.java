package io.murmuration.model.inference;

import java.util.concurrent.CompletableFuture;

/**
 * A prepared input on its way through a batcher. Its state is the scheduler's alone; its outcome is
 * completed outside of any lock, once it has ended.
 */
final class Request<P, O> {
  /** Of one without a deadline; it is never reached. */
  static final long NO_DEADLINE = Long.MAX_VALUE;

  final Prepared<P> input;
  final Lane lane;
  final long enqueuedNanos;
  final long deadlineNanos;
  final long order;
  final CompletableFuture<InferenceOutcome<O>> outcome = new CompletableFuture<>();
  int attempts;

  /** Calls that never came back, with this request in them. */
  int hangs;

  private RequestState state = RequestState.QUEUED;
  private InferenceOutcome<O> fate;
  private FatalInferenceException failure;

  Request(Prepared<P> input, Urgency urgency, long nowNanos, long order) {
    this.input = input;
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
