package io.murmuration.feed.views;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.Optional;

/** Asks another instance for what it keeps. */
public interface PeerClient {
  /**
   * @throws IOException if it does not answer, or not with the view's value
   */
  Optional<JsonNode> get(String host, int port, View view, String key)
      throws IOException, InterruptedException;
}
