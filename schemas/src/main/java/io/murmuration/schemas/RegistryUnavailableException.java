package io.murmuration.schemas;

/** The registry did not answer; the same call may succeed later, so no record is to blame. */
public final class RegistryUnavailableException extends RuntimeException {
  public RegistryUnavailableException(String message, Throwable cause) {
    super(message, cause);
  }
}
