package io.murmuration.model.generate;

import io.murmuration.model.generate.weights.LlamaConfig;
import io.murmuration.model.inference.FatalInferenceException;
import io.murmuration.model.inference.RetryableInferenceException;

/**
 * The network behind a decoder: a few new tokens for each of some sequences. Called by one thread
 * at a time.
 */
public interface DecoderStep extends AutoCloseable {
  LlamaConfig config();

  /**
   * Reads the cache and changes nothing, so a call that failed can be made again. What a row gives
   * depends on the row, the length and the cache's length alone: beside other rows it has the same
   * bits.
   *
   * @throws RetryableInferenceException if the same call may succeed later
   * @throws FatalInferenceException if no call can succeed
   * @throws RuntimeException any other failure: a row may be guilty
   */
  StepOutput run(StepInput input);

  @Override
  void close();
}
