package io.murmuration.feed.views;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;

/**
 * @param state where this instance keeps RocksDB
 * @param advertised where other instances reach this one's HTTP
 * @param keepPosts how long a post is found by its id
 * @param standbys copies of each view that other instances keep warm
 */
public record ViewsConfig(
    String bootstrap, Path state, URI advertised, Duration keepPosts, int standbys) {
  public ViewsConfig {
    if (bootstrap.isBlank()) {
      throw new IllegalArgumentException("bootstrap must name a broker, host:port");
    }
    if (advertised.getHost() == null || advertised.getPort() < 1) {
      throw new IllegalArgumentException("advertised needs a host and a port: " + advertised);
    }
    if (keepPosts.compareTo(Duration.ofMinutes(1)) < 0) {
      throw new IllegalArgumentException("keepPosts must be at least a minute: " + keepPosts);
    }
    if (standbys < 0 || standbys > 5) {
      throw new IllegalArgumentException("standbys must be 0 to 5: " + standbys);
    }
  }
}
