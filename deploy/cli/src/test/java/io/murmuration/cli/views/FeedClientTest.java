package io.murmuration.cli.views;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class FeedClientTest {
  private final List<Duration> waits = new ArrayList<>();
  private final Queue<Integer> statuses = new ArrayDeque<>();
  private String retryAfter = "2";
  private HttpServer server;
  private FeedClient client;

  @BeforeEach
  void serve() throws Exception {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        call -> {
          if (retryAfter != null) {
            call.getResponseHeaders().add("Retry-After", retryAfter);
          }
          call.sendResponseHeaders(statuses.size() > 1 ? statuses.remove() : statuses.peek(), -1);
          call.close();
        });
    server.start();
    client = new FeedClient("http://127.0.0.1:" + server.getAddress().getPort(), waits::add);
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  @Test
  void asksAgainAfterTheTimeThatItIsTold() throws Exception {
    statuses.addAll(List.of(429, 503, 200));

    assertThat(client.get("/v1/tweets/a").statusCode()).isEqualTo(200);

    assertThat(waits).containsExactly(Duration.ofSeconds(2), Duration.ofSeconds(2));
  }

  @Test
  void waitsNoLongerThanFiveSecondsAtATime() throws Exception {
    retryAfter = "3600";
    statuses.addAll(List.of(429, 404));

    assertThat(client.get("/v1/tweets/a").statusCode()).isEqualTo(404);

    assertThat(waits).containsExactly(Duration.ofSeconds(5));
  }

  @Test
  void waitsASecondWhereItIsNotToldHowLong() throws Exception {
    retryAfter = null;
    statuses.addAll(List.of(503, 200));

    client.get("/v1/tweets/a");

    assertThat(waits).containsExactly(Duration.ofSeconds(1));
  }

  @Test
  void losesItsPatienceOnceWithAServerThatNeverAnswers() throws Exception {
    statuses.add(503);

    client.get("/v1/tweets/a");

    assertThat(client.get("/v1/tweets/b").statusCode()).isEqualTo(503);
    assertThat(waits).hasSize(12);
  }
}
