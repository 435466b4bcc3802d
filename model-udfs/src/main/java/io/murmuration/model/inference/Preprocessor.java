package io.murmuration.model.inference;

/** From what a caller has to what the model reads. Thread-safe. */
public interface Preprocessor<I, P> extends AutoCloseable {
  /**
   * @throws RejectedInputException if the model can never read this input
   */
  P prepare(I input) throws RejectedInputException;

  /**
   * Whether preparing an input takes longer than to hand it to another thread, some microseconds.
   * Then it runs on threads of its own once inputs crowd, otherwise always on the caller's.
   */
  default boolean takesTime() {
    return false;
  }

  /** The padded length at which the model will read it, in tokens; it depends on it alone. */
  int paddedTokens(P prepared);

  /** Its own length in tokens, at most {@link #paddedTokens}. */
  int tokens(P prepared);

  @Override
  void close();
}
