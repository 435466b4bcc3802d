package io.murmuration.cli.bench;

import io.murmuration.model.inference.InferenceOutcome;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;

/** What a shared model answers where nothing may be refused. */
public final class Served {
  private Served() {}

  /**
   * Waits for the answer.
   *
   * @param asked what was asked for, for the error
   * @throws IllegalStateException if the model refused it or failed
   */
  public static <O> O output(CompletableFuture<InferenceOutcome<O>> answer, Object asked)
      throws InterruptedException {
    try {
      if (answer.get() instanceof InferenceOutcome.Done<O> done) {
        return done.output();
      }
      throw new IllegalStateException("the model refused: " + asked);
    } catch (ExecutionException e) {
      throw new IllegalStateException("the model failed: " + e.getCause().getMessage(), e);
    }
  }
}
