package io.murmuration.model.remote;

/** The server understood the call and refuses what is asked: an input of the call is guilty. */
final class RefusedInputException extends RuntimeException {
  RefusedInputException(String message) {
    super(message);
  }
}
