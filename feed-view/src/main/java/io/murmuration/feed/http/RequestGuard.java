package io.murmuration.feed.http;

import io.github.bucket4j.Bucket;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Who may ask, and how often. Thread-safe. */
final class RequestGuard {
  private static final int MAX_ADDRESSES = 10_000;
  private static final Set<String> LOOPBACK = Set.of("127.0.0.1", "localhost", "[::1]", "::1");

  private final HttpConfig config;
  private final Map<String, Bucket> buckets =
      new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Bucket> eldest) {
          return size() > MAX_ADDRESSES;
        }
      };

  RequestGuard(HttpConfig config) {
    this.config = config;
  }

  void register(RoutesConfig routes) {
    routes.before(this::requireOwnName);
    routes.before(this::requireRate);
    routes.before("/v1/*", this::requireToken);
    routes.before("/metrics", this::requireToken);
  }

  /** A page of another site whose name was pointed at this machine must not read the feed. */
  private void requireOwnName(Context call) {
    if (!LOOPBACK.contains(config.host())) {
      return;
    }
    String host = Optional.ofNullable(call.header("Host")).orElse("");
    if (!LOOPBACK.contains(host.replaceFirst(":\\d+$", ""))) {
      throw new ProblemException(421, "this server answers to localhost only, not to " + host);
    }
  }

  /** What a peer sends on was counted where it came in; the token says that it is a peer. */
  private void requireRate(Context call) {
    boolean ofPeer = call.header(HttpPeers.FORWARDED) != null && config.token().isPresent();
    if (ofPeer && showsToken(call)) {
      return;
    }
    if (!bucket(call.ip()).tryConsume(1)) {
      throw ProblemException.retryLater(
          429, "more than %d requests a second".formatted(config.requestsPerSecond()));
    }
  }

  private synchronized Bucket bucket(String address) {
    return buckets.computeIfAbsent(
        address,
        any ->
            Bucket.builder()
                .addLimit(
                    limit ->
                        limit
                            .capacity(2L * config.requestsPerSecond())
                            .refillGreedy(config.requestsPerSecond(), Duration.ofSeconds(1)))
                .build());
  }

  private void requireToken(Context call) {
    if (config.token().isPresent() && !showsToken(call)) {
      throw new ProblemException(401, "show the token: Authorization: Bearer TOKEN");
    }
  }

  private boolean showsToken(Context call) {
    byte[] wanted = ("Bearer " + config.token().orElseThrow()).getBytes(StandardCharsets.UTF_8);
    String shown = Optional.ofNullable(call.header("Authorization")).orElse("");
    return MessageDigest.isEqual(wanted, shown.getBytes(StandardCharsets.UTF_8));
  }
}
