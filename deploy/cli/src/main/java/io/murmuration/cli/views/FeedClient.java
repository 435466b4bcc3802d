package io.murmuration.cli.views;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;

/** Asks feed-view, at the pace that it bears: who is told to wait asks again. For one thread. */
final class FeedClient {
  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final Duration LONGEST_WAIT = Duration.ofSeconds(5);
  private static final int MOST_WAITS = 12;
  private static final int TOO_MANY_REQUESTS = 429;
  private static final int UNAVAILABLE = 503;

  private final HttpClient client = HttpClient.newBuilder().connectTimeout(PATIENCE).build();
  private final String url;
  private final Pause pause;
  private int waits;

  /** Where the thread waits. */
  @FunctionalInterface
  interface Pause {
    void of(Duration time) throws InterruptedException;
  }

  FeedClient(String url) {
    this(url, time -> Thread.sleep(time.toMillis()));
  }

  FeedClient(String url, Pause pause) {
    this.url = url;
    this.pause = pause;
  }

  /** The answer; 429 or 503 only where twelve waits in a row, for whatever path, were of no use. */
  HttpResponse<String> get(String path) throws IOException, InterruptedException {
    HttpRequest request = HttpRequest.newBuilder(URI.create(url + path)).timeout(PATIENCE).build();
    HttpResponse<String> answer = client.send(request, HttpResponse.BodyHandlers.ofString());
    for (; isToWait(answer) && waits < MOST_WAITS; waits++) {
      pause.of(asked(answer));
      answer = client.send(request, HttpResponse.BodyHandlers.ofString());
    }
    if (!isToWait(answer)) {
      waits = 0;
    }
    return answer;
  }

  private static boolean isToWait(HttpResponse<?> answer) {
    return answer.statusCode() == TOO_MANY_REQUESTS || answer.statusCode() == UNAVAILABLE;
  }

  /** A second where it does not say; it may name a date, too. */
  private static Duration asked(HttpResponse<?> answer) {
    Duration asked =
        answer
            .headers()
            .firstValue("Retry-After")
            .filter(text -> text.matches("\\d{1,9}"))
            .map(text -> Duration.ofSeconds(Long.parseLong(text)))
            .orElse(Duration.ofSeconds(1));
    return asked.compareTo(LONGEST_WAIT) > 0 ? LONGEST_WAIT : asked;
  }
}
