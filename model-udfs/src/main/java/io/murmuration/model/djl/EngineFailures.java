package io.murmuration.model.djl;

import io.murmuration.model.inference.DeviceMemoryException;
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

  private EngineFailures() {}

  /**
   * @param what failed, as a sentence's beginning
   */
  static RuntimeException of(String what, Exception cause) {
    String message = what + ": " + cause.getMessage();
    boolean memory =
        Stream.iterate((Throwable) cause, each -> each != null, Throwable::getCause)
            .limit(10)
            .anyMatch(EngineFailures::tellsOfMemory);
    return memory
        ? new DeviceMemoryException(message, cause)
        : new IllegalStateException(message, cause);
  }

  private static boolean tellsOfMemory(Throwable cause) {
    String words = String.valueOf(cause.getMessage()).toLowerCase(Locale.ROOT);
    return Stream.of(NO_MEMORY).anyMatch(words::contains);
  }
}
