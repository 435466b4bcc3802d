package io.murmuration.feed.views;

/** The topic holds bytes under this key that are no record of it. */
public final class UnreadableValueException extends Exception {
  public UnreadableValueException(String message, Throwable cause) {
    super(message, cause);
  }
}
