package io.murmuration.model.inference;

import java.util.concurrent.CompletableFuture;

/** A request of a simulation, and all that was seen of it. */
final class SimulatedInput {
  enum Kind {
    GOOD,
    /** The engine throws on any batch with it. */
    POISON,
    /** So do its first two calls. */
    FLAKY,
    NOT_FINITE,
    /** A call with it takes longer than is allowed. */
    HANGS,
    /** And never ends. */
    HANGS_FOR_EVER
  }

  final int id;
  final int tokens;
  final Kind kind;
  final Urgency urgency;
  final boolean suspect;
  CompletableFuture<InferenceOutcome<Integer>> outcome;
  long deadlineNanos = Long.MAX_VALUE;
  long submittedNanos;

  /** Negative while it is being prepared. */
  long enqueuedNanos = -1;

  long answeredNanos = -1;
  int answers;
  int calls;
  int failures;

  /** In a call that nobody gave up yet, or not known to be out of it. */
  SimulatedModel in;

  SimulatedInput(int id, int tokens, Kind kind, Urgency urgency, boolean suspect) {
    this.id = id;
    this.tokens = tokens;
    this.kind = kind;
    this.urgency = urgency;
    this.suspect = suspect;
  }

  int paddedTokens() {
    return (tokens + 3) / 4 * 4;
  }

  boolean waitsForItsFirstCall() {
    return enqueuedNanos >= 0 && calls == 0 && answers == 0;
  }

  boolean maySucceed() {
    return kind == Kind.GOOD || kind == Kind.FLAKY;
  }

  Prepared<SimulatedInput> prepared() {
    return new Prepared<>(this, tokens, paddedTokens(), null, suspect);
  }

  @Override
  public String toString() {
    return "#%d %s %s, %d tokens".formatted(id, kind, urgency, tokens);
  }
}
