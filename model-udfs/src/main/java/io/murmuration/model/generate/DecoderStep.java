package io.murmuration.model.generate;

import io.murmuration.model.generate.weights.LlamaConfig;
import io.murmuration.model.inference.DeviceMemoryException;
import io.murmuration.model.inference.FatalInferenceException;
import io.murmuration.model.inference.RetryableInferenceException;

/**
 * The network behind a decoder: a few new tokens for each of some sequences. Called by one thread
 * at a time.
 */
public interface DecoderStep extends AutoCloseable {
  LlamaConfig config();

  /**
   * Where keys and values of so many sequences are kept, each of at most so many positions.
   *
   * @throws DeviceMemoryException if there is no room for it
   */
  default KeyValueCache newCache(int slots, int length) {
    try {
      return new KeyValueCache(config(), slots, length);
    } catch (OutOfMemoryError e) {
      // Outside of Java's heap there is no room; the heap itself is whole.
      if (String.valueOf(e.getMessage()).contains("direct buffer memory")) {
        throw new DeviceMemoryException(
            "no room for a cache of %d times %d tokens: %s; raise -XX:MaxDirectMemorySize"
                .formatted(slots, length, e.getMessage()),
            e);
      }
      throw e;
    }
  }

  /**
   * Reads the cache and changes nothing, so a call that failed can be made again. What a row gives
   * depends on the row, the length and the cache's length alone: beside other rows it has the same
   * bits.
   *
   * @throws DeviceMemoryException if there was no room for so many rows
   * @throws RetryableInferenceException if the same call may succeed later
   * @throws FatalInferenceException if no call can succeed
   * @throws RuntimeException any other failure: a row may be guilty
   */
  StepOutput run(StepInput input);

  @Override
  void close();
}
