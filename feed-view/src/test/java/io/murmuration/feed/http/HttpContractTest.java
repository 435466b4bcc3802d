package io.murmuration.feed.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.murmuration.feed.page.PageDemo;
import java.io.BufferedReader;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What callers can count on; the server is real, what it serves is made up. */
class HttpContractTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final HttpClient CLIENT = HttpClient.newHttpClient();
  private static final String TOKEN = "sixteen-characters-or-more";
  private static PageDemo demo;

  @BeforeAll
  static void start() {
    demo = new PageDemo(Clock.systemUTC(), 0);
    demo.step(false);
  }

  @AfterAll
  static void stop() {
    demo.close();
  }

  @Test
  void listsAnswersWithoutAnAdApart() throws Exception {
    JsonNode listed = JSON.readTree(send(demo.port(), "GET", "/v1/creatives?limit=5").body());

    assertThat(listed.at("/creatives/0/request_id").asText()).startsWith("r");
    assertThat(listed.path("creatives").findValuesAsText("headline")).doesNotContain("");
    assertThat(listed.at("/without_ad/0/rung_reason").asText())
        .isEqualTo("no campaign: nothing is written in 'de'");
  }

  @ParameterizedTest
  @CsvSource({
    "GET, /v1/timelines/nobody, 404, no timeline was made for this user yet",
    "GET, /v1/tweets/none, 404, no post is kept under this id",
    "GET, /v1/creatives/none, 404, 'no creative for this request: not made yet, or recalled'",
    "GET, /v1/creatives/none/image, 404, 'no creative for this request: not made yet, or recalled'",
    "GET, /v1/nothing, 404, nothing is served at this path; /openapi.json lists what is",
    "GET, /v1/search, 400, q: say what to look for",
    "GET, /v1/search?q=a&limit=101, 400, limit: must be a number from 1 to 100",
    "GET, /v1/search?q=a&limit=ten, 400, limit: must be a number from 1 to 100",
    "GET, /v1/search?q=a&from=2026-01-02T00:00:00Z&to=2026-01-01T00:00:00Z, 400, from: must be before to",
    "GET, /v1/creatives?limit=0, 400, limit: must be a number from 1 to 100",
    "GET, /v1/timelines/reader-100?expand=all, 400, expand: there is 'tweets' only",
    "GET, /v1/live, 406, 'this is a stream: ask with Accept: text/event-stream'",
    "POST, /v1/users, 405, 'only GET is answered here, not POST'",
    "DELETE, /v1/tweets/t1, 405, 'only GET is answered here, not DELETE'"
  })
  void saysWhatIsWrongAsAProblem(String method, String path, int status, String detail)
      throws Exception {
    HttpResponse<String> answer = send(demo.port(), method, path);

    assertThat(answer.statusCode()).isEqualTo(status);
    assertThat(answer.headers().firstValue("Content-Type")).contains("application/problem+json");
    JsonNode problem = JSON.readTree(answer.body());
    assertThat(problem.path("status").asInt()).isEqualTo(status);
    assertThat(problem.path("detail").asText().replace("\"", "")).isEqualTo(detail);
    assertThat(problem.path("title").asText()).isNotEmpty();
  }

  @Test
  void refusesWhatIsTooLong() throws Exception {
    String path = "/v1/search?q=" + "a".repeat(501);

    HttpResponse<String> answer = send(demo.port(), "GET", path);

    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(answer.body()).contains("q: 501 characters, at most 500 are read");
    assertThat(send(demo.port(), "GET", "/v1/tweets/" + "a".repeat(257)).statusCode())
        .isEqualTo(400);
    assertThat(send(demo.port(), "GET", "/v1/tweets/" + "a".repeat(9_000)).statusCode())
        .isBetween(400, 499);
  }

  @Test
  void answersATimelineWithTheTextsOfItsPosts() throws Exception {
    JsonNode timeline = json("/v1/timelines/reader-100?expand=tweets");

    assertThat(timeline.path("user_id").asText()).isEqualTo("reader-100");
    JsonNode first = timeline.path("entries").path(0);
    JsonNode post = timeline.path("tweets").path(first.path("tweet_id").asText());
    assertThat(first.path("heads").path("like").isDouble()).isTrue();
    assertThat(post.path("text").asText()).isNotEmpty();
    assertThat(post.has("embedding")).isFalse();
    assertThat(json("/v1/tweets/" + first.path("tweet_id").asText()).has("embedding")).isTrue();
  }

  @Test
  void servesEveryPathThatItsDescriptionLists() throws Exception {
    JsonNode paths = json("/openapi.json").path("paths");

    assertThat(paths.size()).isEqualTo(12);
    for (var path : paths.properties()) {
      String real = path.getKey().replace("{user}", "reader-100").replace("{id}", "t1");
      String asked = real.replace("{request}", "r1").replace("/v1/search", "/v1/search?q=a");
      if (!real.equals("/v1/live")) {
        assertThat(send(demo.port(), "GET", asked).statusCode()).as(asked).isEqualTo(200);
      }
    }
  }

  @Test
  void sendsEventsAsTheyHappen() throws Exception {
    HttpRequest request =
        request(demo.port(), "/v1/live?user=reader-100")
            .header("Accept", "text/event-stream")
            .build();
    try (InputStream body = CLIENT.send(request, HttpResponse.BodyHandlers.ofInputStream()).body();
        BufferedReader lines =
            new BufferedReader(new InputStreamReader(body, StandardCharsets.UTF_8))) {
      assertThat(lines.readLine()).isEqualTo(": open");

      demo.step(false);

      assertThat(lines.lines().takeWhile(line -> !line.equals("event: stats")))
          .contains("event: post")
          .allMatch(
              line -> line.isEmpty() || line.startsWith("event: ") || line.startsWith("data: {"));
    }
  }

  @Test
  void refusesOneMoreWatcherBeforeItsStreamBegins() throws Exception {
    try (PageDemo full = new PageDemo(Clock.systemUTC(), config(Optional.empty(), 100));
        InputStream first = watch(full.port()).body();
        InputStream second = watch(full.port()).body()) {
      HttpResponse<InputStream> third = watch(full.port());

      assertThat(first.read()).isEqualTo(':');
      assertThat(second.read()).isEqualTo(':');
      assertThat(third.statusCode()).isEqualTo(503);
      assertThat(third.headers().firstValue("Content-Type")).contains("application/problem+json");
      assertThat(third.headers().firstValue("Retry-After")).contains("5");
      assertThat(JSON.readTree(third.body()).path("detail").asText())
          .isEqualTo("as many watch as may: try again later");
    }
  }

  private static HttpResponse<InputStream> watch(int port) throws Exception {
    return CLIENT.send(
        request(port, "/v1/live").header("Accept", "text/event-stream").build(),
        HttpResponse.BodyHandlers.ofInputStream());
  }

  @Test
  void letsNoCacheShowAPictureUnasked() throws Exception {
    HttpResponse<String> picture = send(demo.port(), "GET", "/v1/creatives/r1/image");
    String tag = picture.headers().firstValue("ETag").orElseThrow();
    HttpRequest again =
        request(demo.port(), "/v1/creatives/r1/image").header("If-None-Match", tag).build();

    HttpResponse<String> unchanged = CLIENT.send(again, HttpResponse.BodyHandlers.ofString());

    assertThat(picture.headers().firstValue("Cache-Control")).contains("private, no-cache");
    assertThat(unchanged.statusCode()).isEqualTo(304);
    assertThat(unchanged.body()).isEmpty();
  }

  @Test
  void allowsNoOtherSiteToReadOrFrameIt() throws Exception {
    HttpResponse<String> page = send(demo.port(), "GET", "/");

    assertThat(page.headers().firstValue("Content-Security-Policy").orElseThrow())
        .contains("default-src 'none'", "script-src 'self';", "frame-ancestors 'none'")
        .doesNotContain("unsafe");
    assertThat(page.headers().firstValue("X-Content-Type-Options")).contains("nosniff");
    assertThat(page.headers().map()).doesNotContainKey("access-control-allow-origin");
  }

  static Stream<String> guarded() {
    return Stream.of("/v1/users", "/v1/search?q=a", "/metrics");
  }

  @ParameterizedTest
  @MethodSource("guarded")
  void asksForTheToken(String path) throws Exception {
    try (PageDemo guarded = new PageDemo(Clock.systemUTC(), config(Optional.of(TOKEN), 100))) {
      HttpResponse<String> without = send(guarded.port(), "GET", path);
      HttpRequest shown =
          request(guarded.port(), path).header("Authorization", "Bearer " + TOKEN).build();

      assertThat(without.statusCode()).isEqualTo(401);
      assertThat(without.headers().firstValue("WWW-Authenticate")).contains("Bearer");
      assertThat(CLIENT.send(shown, HttpResponse.BodyHandlers.ofString()).statusCode())
          .isEqualTo(200);
      assertThat(send(guarded.port(), "GET", "/healthz").statusCode()).isEqualTo(200);
    }
  }

  @Test
  void slowsACallerThatAsksTooOften() throws Exception {
    try (PageDemo slow = new PageDemo(Clock.systemUTC(), config(Optional.empty(), 1))) {
      send(slow.port(), "GET", "/v1/users");
      send(slow.port(), "GET", "/v1/users");

      HttpResponse<String> third = send(slow.port(), "GET", "/v1/users");

      assertThat(third.statusCode()).isEqualTo(429);
      assertThat(third.headers().firstValue("Retry-After")).contains("1");
    }
  }

  @Test
  void countsRequestsByRouteWithTheirUnit() throws Exception {
    send(demo.port(), "GET", "/v1/users");

    String metrics = send(demo.port(), "GET", "/metrics").body();

    assertThat(metrics)
        .contains("murmuration_feed_http_request_duration_seconds_count{route=\"/v1/users\"")
        .contains("murmuration_feed_search_posts ");
  }

  @Test
  void saysInSecondsHowLongPostsTookToBeVisible() throws Exception {
    demo.step(false);

    String metrics = send(demo.port(), "GET", "/metrics").body();

    assertThat(metrics)
        .containsPattern(
            "murmuration_feed_end_to_end_seconds\\{flow=\"posts\",quantile=\"0.99\"} 0\\.\\d+");
  }

  private static HttpConfig config(Optional<String> token, int requestsPerSecond) {
    return new HttpConfig("127.0.0.1", 0, token, Optional.empty(), requestsPerSecond, 2);
  }

  private static JsonNode json(String path) throws Exception {
    HttpResponse<String> answer = send(demo.port(), "GET", path);
    assertThat(answer.statusCode()).as(path).isEqualTo(200);
    return JSON.readTree(answer.body());
  }

  private static HttpRequest.Builder request(int port, String path) {
    return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path));
  }

  private static HttpResponse<String> send(int port, String method, String path) throws Exception {
    return CLIENT.send(
        request(port, path).method(method, HttpRequest.BodyPublishers.noBody()).build(),
        HttpResponse.BodyHandlers.ofString());
  }
}
