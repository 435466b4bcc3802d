package io.murmuration.model.inference;

import java.time.Duration;
import java.util.List;
import java.util.function.LongSupplier;

/**
 * Runs a batch and gives each of its requests its own fate; on the device thread. A batch that
 * fails is halved until the guilty request is alone, and that one is tried again a bounded number
 * of times. A request in back-off holds up nobody.
 */
final class BatchRunner<P, O> {
  private static final int MAX_DOUBLINGS = 10;

  private final ModelIdentity identity;
  private final Model<P, O> model;
  private final BatchLimits limits;
  private final DeviceThread device;
  private final LongSupplier nanoClock;
  private final BatchStatistics statistics;

  BatchRunner(
      ModelIdentity identity,
      Model<P, O> model,
      BatchLimits limits,
      DeviceThread device,
      LongSupplier nanoClock,
      BatchStatistics statistics) {
    this.identity = identity;
    this.model = model;
    this.limits = limits;
    this.device = device;
    this.nanoClock = nanoClock;
    this.statistics = statistics;
  }

  /**
   * @throws FatalInferenceException if the model breaks its contract; the batch is then unanswered
   */
  void run(List<Request<P, O>> batch) {
    long started = nanoClock.getAsLong();
    List<O> outputs;
    try {
      outputs = model.predict(batch.stream().map(request -> request.prepared).toList());
    } catch (FatalInferenceException e) {
      throw e;
    } catch (RetryableInferenceException e) {
      batch.forEach(request -> request.attempts++);
      retry(batch, "UNAVAILABLE", e);
      return;
    } catch (RuntimeException e) {
      isolate(batch, e);
      return;
    }
    if (outputs.size() != batch.size()) {
      throw new FatalInferenceException(
          "%s %s answered %d inputs with %d outputs"
              .formatted(identity.name(), identity.version(), batch.size(), outputs.size()));
    }
    statistics.completed(measured(batch, started, nanoClock.getAsLong()));
    for (int i = 0; i < batch.size(); i++) {
      answer(batch.get(i), outputs.get(i));
    }
  }

  private void answer(Request<P, O> request, O output) {
    request.attempts++;
    try {
      model.verify(output);
    } catch (RejectedInputException e) {
      reject(request, e.kind(), e.getMessage());
      return;
    }
    request.outcome.complete(new InferenceOutcome.Done<>(identity, request.attempts, output));
  }

  private void isolate(List<Request<P, O>> batch, RuntimeException cause) {
    if (batch.size() == 1) {
      batch.get(0).attempts++;
      retry(batch, "ENGINE_FAILED", cause);
      return;
    }
    int half = batch.size() / 2;
    run(batch.subList(0, half));
    run(batch.subList(half, batch.size()));
  }

  private void retry(List<Request<P, O>> batch, String kind, RuntimeException cause) {
    List<Request<P, O>> again =
        batch.stream().filter(request -> request.attempts < limits.maxAttempts()).toList();
    batch.stream()
        .filter(request -> request.attempts >= limits.maxAttempts())
        .forEach(request -> reject(request, kind, cause.toString()));
    if (!again.isEmpty()) {
      statistics.retried(again.size());
      device.executeAfter(backoff(again.get(0).attempts), () -> runOrFail(again));
    }
  }

  private void runOrFail(List<Request<P, O>> batch) {
    try {
      run(batch);
    } catch (Throwable e) {
      FatalInferenceException fatal =
          e instanceof FatalInferenceException known
              ? known
              : new FatalInferenceException("the model's engine failed: " + e, e);
      batch.forEach(request -> request.outcome.completeExceptionally(fatal));
    }
  }

  private Duration backoff(int attempts) {
    return limits.backoff().multipliedBy(1L << Math.min(attempts - 1, MAX_DOUBLINGS));
  }

  private void reject(Request<P, O> request, String kind, String message) {
    statistics.rejectedOne();
    request.outcome.complete(
        new InferenceOutcome.Rejected<>(identity, request.attempts, kind, message));
  }

  private BatchStatistics.Batch measured(List<Request<P, O>> batch, long started, long ended) {
    int tokens = 0;
    long earliest = Long.MAX_VALUE;
    for (Request<P, O> request : batch) {
      tokens += request.tokens;
      earliest = Math.min(earliest, request.enqueuedNanos);
    }
    int length = batch.get(0).paddedTokens;
    double fill = (double) batch.size() / BucketQueue.rows(limits, length);
    return new BatchStatistics.Batch(
        batch.size(), tokens, batch.size() * length, fill, started - earliest, ended - started);
  }
}
