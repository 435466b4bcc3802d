package io.murmuration.model.inference;

/**
 * The model is missing, damaged or breaks its contract: no record is to blame, the job has to stop.
 */
public final class FatalInferenceException extends RuntimeException {
  public FatalInferenceException(String message) {
    super(message);
  }

  public FatalInferenceException(String message, Throwable cause) {
    super(message, cause);
  }
}
