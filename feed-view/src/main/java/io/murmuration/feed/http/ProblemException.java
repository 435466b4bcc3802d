package io.murmuration.feed.http;

import java.util.OptionalInt;

/** What a caller is told in place of an answer. */
final class ProblemException extends RuntimeException {
  private final int status;
  private final OptionalInt retryAfterSeconds;

  /**
   * @param detail one line: what is wrong and what to do
   */
  ProblemException(int status, String detail) {
    this(status, detail, OptionalInt.empty());
  }

  private ProblemException(int status, String detail, OptionalInt retryAfterSeconds) {
    super(detail);
    this.status = status;
    this.retryAfterSeconds = retryAfterSeconds;
  }

  static ProblemException retryLater(int status, String detail) {
    return retryLater(status, detail, 1);
  }

  static ProblemException retryLater(int status, String detail, int seconds) {
    return new ProblemException(status, detail, OptionalInt.of(seconds));
  }

  int status() {
    return status;
  }

  OptionalInt retryAfterSeconds() {
    return retryAfterSeconds;
  }
}
