package io.murmuration.model.inference;

/**
 * How a request ended, as a value. The third fate, fatal, is no value: the request's future fails,
 * and with it the job, which restores and asks again.
 */
public sealed interface InferenceOutcome<O> {
  ModelIdentity model();

  /** The times the model was asked, at least 1 unless the input was refused before it queued. */
  int attempts();

  record Done<O>(ModelIdentity model, int attempts, O output) implements InferenceOutcome<O> {}

  /**
   * Will never succeed with this model: for the dead letters.
   *
   * @param errorKind stable, for counting, for example NOT_FINITE
   * @param message one line: what is wrong with the input or its result
   */
  record Rejected<O>(ModelIdentity model, int attempts, String errorKind, String message)
      implements InferenceOutcome<O> {}
}
