package io.murmuration.model.inference;

import java.util.concurrent.CompletableFuture;

/**
 * A counted claim on a model that others of this JVM share. Thread-safe; close it exactly when
 * done.
 */
public interface ModelLease<I, O> extends Claim {
  ModelIdentity model();

  /** What {@link LoadedModel#sameBytes} claims on the device that this one computes on. */
  boolean sameBytes();

  /**
   * Prepares the input on the calling thread, then queues it; blocks while the queue is full. The
   * future completes on a thread of the model, where nobody may block, and fails only with a {@link
   * FatalInferenceException}.
   */
  CompletableFuture<InferenceOutcome<O>> submit(I input, Urgency urgency)
      throws InterruptedException;

  /** In the feed's lane, without a deadline. */
  default CompletableFuture<InferenceOutcome<O>> submit(I input) throws InterruptedException {
    return submit(input, Urgency.FEED);
  }

  /** Of the shared model: of all leases together. */
  BatchStatistics statistics();
}
