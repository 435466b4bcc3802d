package io.murmuration.feed;

import io.murmuration.feed.http.HttpConfig;
import io.murmuration.feed.search.SearchConfig;
import io.murmuration.feed.views.ViewsConfig;
import java.util.Objects;

/**
 * @param registry URL of the schema registry
 */
public record FeedViewConfig(
    String registry, ViewsConfig views, SearchConfig search, HttpConfig http) {
  public FeedViewConfig {
    Objects.requireNonNull(views, "views");
    Objects.requireNonNull(search, "search");
    Objects.requireNonNull(http, "http");
    if (!registry.matches("https?://.+")) {
      throw new IllegalArgumentException("registry must be a URL: " + registry);
    }
  }
}
