package io.murmuration.model.inference;

import java.util.concurrent.CompletableFuture;

/**
 * A prepared input on its way through the batcher; touched by the device thread once it is taken.
 */
final class Request<P, O> {
  final P prepared;
  final int tokens;
  final int paddedTokens;
  final long enqueuedNanos;
  final long order;
  final CompletableFuture<InferenceOutcome<O>> outcome = new CompletableFuture<>();
  int attempts;

  Request(P prepared, int tokens, int paddedTokens, long enqueuedNanos, long order) {
    this.prepared = prepared;
    this.tokens = tokens;
    this.paddedTokens = paddedTokens;
    this.enqueuedNanos = enqueuedNanos;
    this.order = order;
  }
}
