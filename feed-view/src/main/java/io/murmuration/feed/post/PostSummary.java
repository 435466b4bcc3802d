package io.murmuration.feed.post;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.murmuration.event.EnrichedTweet;
import io.murmuration.schemas.json.PlainJson;
import java.util.Set;

/**
 * A post as lists show it: the record's fields without its vector and provenance, and at most the
 * head of its text. The whole record is at {@code /v1/tweets/{id}}.
 */
public final class PostSummary {
  /** UTF-16 units; longer texts are cut and marked with {@code truncated}. */
  public static final int MAX_TEXT_CHARS = 2_000;

  private static final Set<String> LEFT_OUT = Set.of("tweet", "embedding", "provenance");

  private PostSummary() {}

  public static ObjectNode of(EnrichedTweet post) {
    return of(PlainJson.write(post));
  }

  /**
   * @param record an enriched post as {@link PlainJson} writes it
   */
  public static ObjectNode of(JsonNode record) {
    JsonNode tweet = record.path("tweet");
    String text = tweet.path("text").asText();
    ObjectNode summary = JsonNodeFactory.instance.objectNode();
    summary.set("tweet_id", tweet.path("tweet_id"));
    summary.set("author_id", tweet.path("author_id"));
    summary.put("text", head(text));
    summary.put("truncated", text.length() > MAX_TEXT_CHARS);
    summary.set("created_at", tweet.path("created_at"));
    for (var field : record.properties()) {
      if (!LEFT_OUT.contains(field.getKey())) {
        summary.set(field.getKey(), field.getValue());
      }
    }
    return summary;
  }

  private static String head(String text) {
    if (text.length() <= MAX_TEXT_CHARS) {
      return text;
    }
    boolean halvesAPair = Character.isHighSurrogate(text.charAt(MAX_TEXT_CHARS - 1));
    return text.substring(0, halvesAPair ? MAX_TEXT_CHARS - 1 : MAX_TEXT_CHARS);
  }
}
