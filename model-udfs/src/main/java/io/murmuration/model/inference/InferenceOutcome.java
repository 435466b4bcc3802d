package io.murmuration.model.inference;

/**
 * How a request ended, as a value. The third fate, fatal, is no value: the request's future fails,
 * and with it the job, which restores and asks again.
 */
public sealed interface InferenceOutcome<O> {
  ModelIdentity model();

  /** The times the model was asked; 0 where the input never reached it, or was known already. */
  int attempts();

  /** As one hears it whose request was equal to another that was under way. */
  default InferenceOutcome<O> shared() {
    return this;
  }

  record Done<O>(ModelIdentity model, int attempts, OutputOrigin origin, O output)
      implements InferenceOutcome<O> {
    /** Of an output that was computed. */
    public Done(ModelIdentity model, int attempts, O output) {
      this(model, attempts, OutputOrigin.COMPUTED, output);
    }

    @Override
    public InferenceOutcome<O> shared() {
      return origin == OutputOrigin.COMPUTED
          ? new Done<>(model, attempts, OutputOrigin.SHARED, output)
          : this;
    }
  }

  /** There is no output, and there will be none. */
  sealed interface Refused<O> extends InferenceOutcome<O> {
    /** Stable, in capitals, for counting; for example NOT_FINITE. */
    String errorKind();

    /** One line for a person. */
    String message();
  }

  /**
   * Will never succeed with this model: for the dead letters.
   *
   * @param message what is wrong with the input or its result
   */
  record Rejected<O>(ModelIdentity model, int attempts, String errorKind, String message)
      implements Refused<O> {}

  /** Nobody waits for it any more; it was not computed, or no call of it succeeded in time. */
  record Expired<O>(ModelIdentity model, int attempts) implements Refused<O> {
    @Override
    public String errorKind() {
      return "EXPIRED";
    }

    @Override
    public String message() {
      return "its deadline passed before the model could answer";
    }
  }
}
