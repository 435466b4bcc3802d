package io.murmuration.feed.search;

import java.time.Instant;

/**
 * What is looked for.
 *
 * @param language ISO 639-1, or null for any
 * @param topic a topic's name, or null for any
 * @param from of the post's creation, or null
 * @param to exclusive, or null
 */
public record SearchQuery(
    String text, String language, String topic, Instant from, Instant to, int limit) {
  public static final int MAX_TEXT_CHARS = 500;
  public static final int MAX_LIMIT = 100;

  public SearchQuery {
    if (text == null || text.isBlank()) {
      throw new IllegalArgumentException("q: say what to look for");
    }
    if (text.length() > MAX_TEXT_CHARS) {
      throw new IllegalArgumentException(
          "q: %d characters, at most %d are read".formatted(text.length(), MAX_TEXT_CHARS));
    }
    if (limit < 1 || limit > MAX_LIMIT) {
      throw new IllegalArgumentException("limit: must be 1 to %d: %d".formatted(MAX_LIMIT, limit));
    }
    if (from != null && to != null && !from.isBefore(to)) {
      throw new IllegalArgumentException("from: must be before to");
    }
  }
}
