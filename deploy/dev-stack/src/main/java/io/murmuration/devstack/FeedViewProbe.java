package io.murmuration.devstack;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;

/** Asks feed-view whether it has caught up with the topics. */
final class FeedViewProbe {
  private static final Duration TIMEOUT = Duration.ofSeconds(2);

  private final HttpClient client = HttpClient.newBuilder().connectTimeout(TIMEOUT).build();
  private final URI readiness;

  FeedViewProbe(String url) {
    this.readiness = URI.create(url + "/readyz");
  }

  boolean ready() throws InterruptedException {
    try {
      HttpRequest request = HttpRequest.newBuilder(readiness).timeout(TIMEOUT).build();
      return client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == 200;
    } catch (IOException e) {
      return false;
    }
  }
}
