package io.murmuration.model.inference;

import java.util.List;

/**
 * Computes one output for each prepared input: same size, same order. Called by one thread at a
 * time.
 */
public interface Model<P, O> extends AutoCloseable {
  /**
   * All inputs are of one length bucket. An output depends on its own input alone: in another batch
   * it has the same bytes, where {@link LoadedModel#sameBytes} says so.
   *
   * @throws RetryableInferenceException if the same batch may succeed later
   * @throws FatalInferenceException if no batch can succeed
   * @throws RuntimeException any other failure: an input of the batch may be guilty
   */
  List<O> predict(List<P> inputs);

  /**
   * @throws RejectedInputException if the output must not be published (not finite, wrong shape)
   */
  void verify(O output) throws RejectedInputException;

  @Override
  void close();
}
