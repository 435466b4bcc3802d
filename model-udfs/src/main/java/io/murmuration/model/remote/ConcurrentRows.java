package io.murmuration.model.remote;

import io.murmuration.model.inference.RetryableInferenceException;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import java.util.function.Function;

/**
 * A batch of a protocol that takes one row a call: so many calls at once, each with its own fate.
 *
 * <p>Where some rows fail and others don't, the batch fails with a plain exception, which has the
 * batcher halve it; the answers are kept for the halves, so no row is asked again for another's
 * sake. For one thread, as {@code Model.predict} is.
 */
final class ConcurrentRows<P, O> {
  private final Semaphore free;
  private final Function<P, CompletableFuture<O>> call;

  /** Of a batch that is being halved: by the very input that was asked. */
  private final Map<P, CompletableFuture<O>> kept = new IdentityHashMap<>();

  ConcurrentRows(int concurrency, Function<P, CompletableFuture<O>> call) {
    this.free = new Semaphore(concurrency);
    this.call = call;
  }

  /** Throws what a lone call throws where all fail alike or the model can't succeed at all. */
  List<O> predict(List<P> inputs) {
    List<CompletableFuture<O>> calls = start(inputs);
    List<RetryableInferenceException> failures = new ArrayList<>();
    List<O> outputs = new ArrayList<>(inputs.size());
    for (CompletableFuture<O> each : calls) {
      try {
        outputs.add(EndpointClient.join(each));
      } catch (RetryableInferenceException e) {
        failures.add(e);
      }
    }
    if (failures.isEmpty()) {
      return outputs;
    }
    if (outputs.isEmpty()) {
      throw failures.get(0);
    }
    for (int i = 0; i < inputs.size(); i++) {
      kept.put(inputs.get(i), calls.get(i));
    }
    throw new IllegalStateException(
        "%d of %d rows failed: %s"
            .formatted(failures.size(), inputs.size(), failures.get(0).getMessage()));
  }

  /** Where the endpoint may not be asked in time, the rows behind aren't asked either. */
  private List<CompletableFuture<O>> start(List<P> inputs) {
    List<CompletableFuture<O>> calls = new ArrayList<>(inputs.size());
    RetryableInferenceException heldBack = null;
    for (P input : inputs) {
      CompletableFuture<O> earlier = kept.remove(input);
      if (earlier != null) {
        calls.add(earlier);
      } else if (heldBack != null) {
        calls.add(CompletableFuture.failedFuture(heldBack));
      } else {
        free.acquireUninterruptibly();
        try {
          CompletableFuture<O> started = call.apply(input);
          started.whenComplete((output, failure) -> free.release());
          calls.add(started);
        } catch (RetryableInferenceException e) {
          free.release();
          heldBack = e;
          calls.add(CompletableFuture.failedFuture(e));
        }
      }
    }
    return calls;
  }
}
