package io.murmuration.model.inference;

/**
 * The model could not answer now (overload, a lost connection); the same call may succeed later.
 */
public final class RetryableInferenceException extends RuntimeException {
  public RetryableInferenceException(String message, Throwable cause) {
    super(message, cause);
  }
}
