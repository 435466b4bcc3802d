package io.murmuration.model.inference;

/** This input will never succeed with this model; nothing else is wrong. */
public final class RejectedInputException extends Exception {
  private final String kind;

  /**
   * @param kind stable, in capitals: dead letters are counted by it
   */
  public RejectedInputException(String kind, String message) {
    super(message);
    this.kind = kind;
  }

  public String kind() {
    return kind;
  }
}
