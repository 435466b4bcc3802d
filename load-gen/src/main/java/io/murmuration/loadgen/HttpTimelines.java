package io.murmuration.loadgen;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Timelines as the product gets them, from feed-view; one that does not answer shows nothing. */
public final class HttpTimelines implements TimelineSource {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Duration PATIENCE = Duration.ofSeconds(2);
  private static final int OK = 200;

  private final HttpClient client = HttpClient.newBuilder().connectTimeout(PATIENCE).build();
  private final String base;

  /**
   * @param base for example http://127.0.0.1:8080
   */
  public HttpTimelines(String base) {
    this.base = base;
  }

  @Override
  public List<String> timelineOf(String user) throws InterruptedException {
    URI uri = URI.create(base + "/v1/timelines/" + URLEncoder.encode(user, StandardCharsets.UTF_8));
    HttpRequest request = HttpRequest.newBuilder(uri).timeout(PATIENCE).build();
    try {
      HttpResponse<byte[]> answer = client.send(request, HttpResponse.BodyHandlers.ofByteArray());
      return answer.statusCode() == OK ? ids(JSON.readTree(answer.body())) : List.of();
    } catch (IOException e) {
      return List.of();
    }
  }

  private static List<String> ids(JsonNode timeline) {
    List<String> ids = new ArrayList<>();
    timeline.path("entries").forEach(entry -> ids.add(entry.path("tweet_id").asText()));
    return ids;
  }

  @Override
  public void close() {}
}
