package io.murmuration.schemas.json;

/** The JSON is not a record of the topic; the message names the field and what it should hold. */
public final class InvalidJsonException extends Exception {
  public InvalidJsonException(String field, String problem) {
    super(field.isEmpty() ? problem : field + ": " + problem);
  }
}
