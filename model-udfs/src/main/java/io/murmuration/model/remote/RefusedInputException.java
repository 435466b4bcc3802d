package io.murmuration.model.remote;

/**
 * The server understood the call and refuses what is asked, or the call is too large to be let
 * through: an input of the call is guilty, or their number.
 */
final class RefusedInputException extends RuntimeException {
  RefusedInputException(String message) {
    super(message);
  }
}
