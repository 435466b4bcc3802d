package io.murmuration.feed.live;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * @param key whose change it is; null for what concerns everyone
 */
public record LiveEvent(Kind kind, String key, JsonNode data) {
  /** Also the names of the server-sent events, in lowercase. */
  public enum Kind {
    POST,
    TIMELINE,
    CREATIVE,
    STATS
  }
}
