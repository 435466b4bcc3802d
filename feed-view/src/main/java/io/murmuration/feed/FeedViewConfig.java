package io.murmuration.feed;

import io.murmuration.feed.http.HttpConfig;
import io.murmuration.feed.search.SearchConfig;
import io.murmuration.feed.views.ViewsConfig;
import java.net.URI;
import java.util.Objects;
import java.util.Optional;

/**
 * @param registry URL of the schema registry
 * @param flinkMetrics where Prometheus scrapes Flink; empty for no figures of the jobs
 */
public record FeedViewConfig(
    String registry,
    ViewsConfig views,
    SearchConfig search,
    HttpConfig http,
    Optional<URI> flinkMetrics) {
  public FeedViewConfig {
    Objects.requireNonNull(views, "views");
    Objects.requireNonNull(search, "search");
    Objects.requireNonNull(http, "http");
    if (!registry.matches("https?://.+")) {
      throw new IllegalArgumentException("registry must be a URL: " + registry);
    }
    flinkMetrics.ifPresent(
        page -> {
          if (!page.toString().matches("https?://.+")) {
            throw new IllegalArgumentException("flink-metrics must be a URL: " + page);
          }
        });
  }
}
