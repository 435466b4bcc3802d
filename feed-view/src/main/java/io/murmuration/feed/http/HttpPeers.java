package io.murmuration.feed.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.murmuration.feed.views.PeerClient;
import io.murmuration.feed.views.View;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;

/** Asks the other instances over their HTTP, with the token that all of them share. */
public final class HttpPeers implements PeerClient {
  /** On requests that are not to be sent on. */
  static final String FORWARDED = "Murmuration-Forwarded";

  private static final Duration TIMEOUT = Duration.ofSeconds(2);
  private static final ObjectMapper JSON = new ObjectMapper();

  private final HttpConfig config;
  private final HttpClient client;

  public HttpPeers(HttpConfig config) {
    this.config = config;
    HttpClient.Builder builder = HttpClient.newBuilder().connectTimeout(TIMEOUT);
    config.tls().ifPresent(tls -> builder.sslContext(TlsFiles.trusting(tls)));
    this.client = builder.build();
  }

  @Override
  public Optional<JsonNode> get(String host, int port, View view, String key)
      throws IOException, InterruptedException {
    String scheme = config.tls().isPresent() ? "https" : "http";
    String escaped = URLEncoder.encode(key, StandardCharsets.UTF_8).replace("+", "%20");
    URI uri = URI.create("%s://%s:%d/v1/%s/%s".formatted(scheme, host, port, path(view), escaped));
    HttpRequest.Builder request =
        HttpRequest.newBuilder(uri).timeout(TIMEOUT).header(FORWARDED, "1");
    config.token().ifPresent(token -> request.header("Authorization", "Bearer " + token));
    HttpResponse<byte[]> answer =
        client.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
    return switch (answer.statusCode()) {
      case 200 -> Optional.of(JSON.readTree(answer.body()));
      case 404 -> Optional.empty();
      default -> throw new IOException(uri + " answered " + answer.statusCode());
    };
  }

  private static String path(View view) {
    return switch (view) {
      case TIMELINES -> "timelines";
      case POSTS -> "tweets";
      case CREATIVES -> "creatives";
    };
  }
}
