package io.murmuration.model.djl;

import io.murmuration.model.inference.DeviceMemoryException;
import io.murmuration.model.inference.FatalInferenceException;
import java.util.Locale;
import java.util.stream.Stream;

/** What an engine's exception means: it has no type for running out of memory, only words. */
final class EngineFailures {
  /** Of ONNX Runtime's arena, CUDA and the C++ library, in this order. */
  private static final String[] NO_MEMORY = {
    "failed to allocate memory",
    "smaller than requested bytes",
    "out of memory",
    "bad_alloc",
    "bad allocation"
  };

  /** Of ONNX Runtime: whatever the row, the network takes no numbers of this type. */
  private static final String OTHER_TYPE = "unexpected input data type";

  private EngineFailures() {}

  /**
   * @param what failed, as a sentence's beginning
   */
  static RuntimeException of(String what, Exception cause) {
    String message = what + ": " + cause.getMessage();
    if (tells(cause, OTHER_TYPE)) {
      return new FatalInferenceException(message, cause);
    }
    return tells(cause, NO_MEMORY)
        ? new DeviceMemoryException(message, cause)
        : new IllegalStateException(message, cause);
  }

  private static boolean tells(Throwable cause, String... words) {
    return Stream.iterate(cause, each -> each != null, Throwable::getCause)
        .limit(10)
        .map(each -> String.valueOf(each.getMessage()).toLowerCase(Locale.ROOT))
        .anyMatch(message -> Stream.of(words).anyMatch(message::contains));
  }
}
