package io.murmuration.devstack;

/** The stack can't do what was asked; the message is one line for a person, with what to do. */
public final class StackException extends Exception {
  public StackException(String message) {
    super(message);
  }

  public StackException(String message, Throwable cause) {
    super(message, cause);
  }
}
