package io.murmuration.model.inference;

/** The device had no room for this batch; a smaller one may fit. */
public final class DeviceMemoryException extends RuntimeException {
  public DeviceMemoryException(String message, Throwable cause) {
    super(message, cause);
  }
}
