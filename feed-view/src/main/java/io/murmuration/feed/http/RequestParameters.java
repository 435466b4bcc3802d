package io.murmuration.feed.http;

import io.javalin.http.Context;
import java.time.DateTimeException;
import java.time.Instant;

/** Reads parameters; a bad one is a 400 that names it. */
final class RequestParameters {
  private static final int MAX_KEY_CHARS = 256;

  private RequestParameters() {}

  /** A part of the path that is a record's key. */
  static String key(Context call, String name) {
    return bounded(name, call.pathParam(name));
  }

  /**
   * @return null where it is not given
   */
  static String text(Context call, String name) {
    String value = call.queryParam(name);
    return value == null || value.isEmpty() ? null : bounded(name, value);
  }

  static int limit(Context call, int standard, int most) {
    String value = call.queryParam("limit");
    if (value == null || value.isEmpty()) {
      return standard;
    }
    try {
      int limit = Integer.parseInt(value);
      if (limit >= 1 && limit <= most) {
        return limit;
      }
    } catch (NumberFormatException e) {
      // Said below.
    }
    throw new ProblemException(400, "limit: must be a number from 1 to " + most);
  }

  /**
   * @return null where it is not given
   */
  static Instant time(Context call, String name) {
    String value = call.queryParam(name);
    if (value == null || value.isEmpty()) {
      return null;
    }
    try {
      return Instant.parse(value);
    } catch (DateTimeException e) {
      throw new ProblemException(
          400, name + ": must be a time as ISO 8601, for example 2026-01-05T08:00:00Z");
    }
  }

  private static String bounded(String name, String value) {
    if (value.length() > MAX_KEY_CHARS) {
      throw new ProblemException(
          400, "%s: at most %d characters are read".formatted(name, MAX_KEY_CHARS));
    }
    return value;
  }
}
