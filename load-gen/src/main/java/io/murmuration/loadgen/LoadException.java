package io.murmuration.loadgen;

/** The load could not go on; the message is one line for a person. */
public final class LoadException extends Exception {
  public LoadException(String message, Throwable cause) {
    super(message, cause);
  }
}
