package io.murmuration.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;

/**
 * Asks feed-view what its search does, at every tenth look: the answer holds minutes of seconds.
 * One that does not answer keeps its last figures.
 */
final class SearchWatch {
  private static final Duration PATIENCE = Duration.ofSeconds(2);
  private static final int LOOKS_A_QUESTION = 10;
  private static final ObjectMapper JSON = new ObjectMapper();

  private final HttpClient client = HttpClient.newBuilder().connectTimeout(PATIENCE).build();
  private final String feedUrl;
  private StackStatus.Search last = StackStatus.Search.NONE;
  private int looks;

  /**
   * @param feedUrl empty where there is no feed-view
   */
  SearchWatch(String feedUrl) {
    this.feedUrl = feedUrl;
  }

  StackStatus.Search look() throws InterruptedException {
    if (!feedUrl.isEmpty() && looks++ % LOOKS_A_QUESTION == 0) {
      ask();
    }
    return last;
  }

  private void ask() throws InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(feedUrl + "/v1/stats")).timeout(PATIENCE).build();
    try {
      HttpResponse<byte[]> answer = client.send(request, HttpResponse.BodyHandlers.ofByteArray());
      if (answer.statusCode() == 200) {
        last = of(JSON.readTree(answer.body()));
      }
    } catch (IOException e) {
      // feed-view is away: the last figures stand.
    }
  }

  /** Of the newest second. */
  static StackStatus.Search of(JsonNode stats) {
    JsonNode seconds = stats.path("seconds");
    JsonNode newest = seconds.path(seconds.size() - 1);
    return new StackStatus.Search(
        newest.path("index").path("posts").asLong(),
        newest.path("search").path("latency").path("p99_millis").asDouble(Double.NaN));
  }
}
