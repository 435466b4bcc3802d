package io.murmuration.feed.views;

/** The key's owner can't answer now, for example while partitions move; asking again may work. */
public final class ViewUnavailableException extends Exception {
  public ViewUnavailableException(String message) {
    super(message);
  }

  public ViewUnavailableException(String message, Throwable cause) {
    super(message, cause);
  }
}
