package io.murmuration.feed.http;

import java.nio.file.Path;
import java.util.Optional;

/**
 * @param port 0 for any that is free
 * @param token what callers must show as {@code Authorization: Bearer}; empty: nothing
 * @param requestsPerSecond of one address; as many again may come at once
 * @param maxWatchers of the live stream, all addresses together
 */
public record HttpConfig(
    String host,
    int port,
    Optional<String> token,
    Optional<Tls> tls,
    int requestsPerSecond,
    int maxWatchers) {
  private static final int LEAST_TOKEN_CHARS = 16;

  /**
   * @param keyStore PKCS12 with the server's key
   */
  public record Tls(Path keyStore, String password) {}

  public HttpConfig {
    if (host.isBlank()) {
      throw new IllegalArgumentException("host must name an address to listen on");
    }
    if (port < 0 || port > 65_535) {
      throw new IllegalArgumentException("not a port: " + port);
    }
    if (token.isPresent() && token.get().length() < LEAST_TOKEN_CHARS) {
      throw new IllegalArgumentException(
          "the token must have at least " + LEAST_TOKEN_CHARS + " characters");
    }
    if (requestsPerSecond < 1) {
      throw new IllegalArgumentException(
          "requestsPerSecond must be at least 1: " + requestsPerSecond);
    }
    if (maxWatchers < 1) {
      throw new IllegalArgumentException("maxWatchers must be at least 1: " + maxWatchers);
    }
  }
}
