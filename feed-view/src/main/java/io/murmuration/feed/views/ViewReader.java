package io.murmuration.feed.views;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;

/** Looks up what a view holds under a key. Thread-safe. */
public interface ViewReader {
  /**
   * @param forwarded whether another instance asks, which is never sent on: owners that disagree
   *     must not ask one another in a circle
   * @return the record as {@link io.murmuration.schemas.json.PlainJson} writes it
   */
  Optional<JsonNode> get(View view, String key, boolean forwarded)
      throws ViewUnavailableException, UnreadableValueException, InterruptedException;

  /** Kafka Streams' own word for it. */
  String state();

  /** Whether all that this instance owns is restored. */
  boolean ready();

  /** Whether it works, or will again by itself. */
  boolean alive();
}
