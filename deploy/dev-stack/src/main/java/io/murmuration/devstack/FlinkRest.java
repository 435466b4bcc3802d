package io.murmuration.devstack;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Optional;

/** Flink's REST API. Thread-safe. */
public final class FlinkRest {
  private static final Duration TIMEOUT = Duration.ofSeconds(3);
  private static final ObjectMapper JSON = new ObjectMapper();

  private final HttpClient http = HttpClient.newBuilder().connectTimeout(TIMEOUT).build();
  private final String url;

  public FlinkRest(String url) {
    this.url = url;
  }

  /** Empty where Flink does not answer, or answers with an error. */
  public Optional<JsonNode> get(String path) throws InterruptedException {
    return answer(to(path).build());
  }

  /** What comes of an order; empty as with {@link #get}. */
  public Optional<JsonNode> post(String path, JsonNode order) throws InterruptedException {
    return answer(
        to(path)
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(order.toString()))
            .build());
  }

  private HttpRequest.Builder to(String path) {
    return HttpRequest.newBuilder(URI.create(url + path)).timeout(TIMEOUT);
  }

  private Optional<JsonNode> answer(HttpRequest request) throws InterruptedException {
    try {
      HttpResponse<byte[]> response = http.send(request, HttpResponse.BodyHandlers.ofByteArray());
      return response.statusCode() / 100 == 2
          ? Optional.of(JSON.readTree(response.body()))
          : Optional.empty();
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  /** How many jobs run with all of their tasks. */
  public int jobsRunning() throws InterruptedException {
    int running = 0;
    for (JsonNode job :
        get("/jobs/overview").map(node -> node.path("jobs")).orElse(JSON.createArrayNode())) {
      JsonNode tasks = job.path("tasks");
      if (job.path("state").asText().equals("RUNNING")
          && tasks.path("total").asInt() > 0
          && tasks.path("running").asInt() == tasks.path("total").asInt()) {
        running++;
      }
    }
    return running;
  }
}
