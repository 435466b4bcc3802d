package io.murmuration.schemas;

/**
 * The bytes are not a record of the topic, and never will be: for the dead letters, not for a
 * retry.
 */
public final class UndecodableRecordException extends Exception {
  /** Stable names: dead letters are counted by them. */
  public enum Kind {
    NULL_VALUE,
    EMPTY_VALUE,
    NOT_WIRE_FORMAT,
    UNKNOWN_SCHEMA_ID,
    INCOMPATIBLE_SCHEMA,
    TRUNCATED,
    TRAILING_BYTES,
    MALFORMED_UTF8,
    MALFORMED
  }

  private final Kind kind;

  public UndecodableRecordException(Kind kind, String message) {
    super(message);
    this.kind = kind;
  }

  public UndecodableRecordException(Kind kind, String message, Throwable cause) {
    super(message, cause);
    this.kind = kind;
  }

  public Kind kind() {
    return kind;
  }
}
