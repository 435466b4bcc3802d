package io.murmuration.cli.top;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.murmuration.devstack.FlinkRest;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** By a server that answers as Flink's REST API does. */
class FlinkViewTest {
  private static final String ENCODER = "embed.model.name.encoder.version.1_2_0.";
  private static final String WRITER = "make.model.name.ad-writer.version.1_0_0.";
  private static final Map<String, Integer> METRICS =
      Map.ofEntries(
          Map.entry(ENCODER + "items", 10),
          Map.entry(ENCODER + "tokens", 200),
          Map.entry(ENCODER + "cacheHits", 3),
          Map.entry(ENCODER + "cacheMisses", 4),
          Map.entry(ENCODER + "lane.feed.queuedRequests", 5),
          Map.entry(ENCODER + "lane.feed.queueWaitMillis", 6),
          Map.entry(WRITER + "drawnTokens", 70),
          Map.entry(WRITER + "takenBackTokens", 8),
          Map.entry(WRITER + "queuedSequences", 9),
          Map.entry(WRITER + "queueWaitMillis", 11));

  private HttpServer server;

  @BeforeEach
  void start() throws Exception {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          byte[] body = answer(exchange.getRequestURI()).getBytes(StandardCharsets.UTF_8);
          exchange.sendResponseHeaders(200, body.length);
          exchange.getResponseBody().write(body);
          exchange.close();
        });
    server.start();
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  @Test
  void tellsModelsThatAnswerInBatchesFromThoseThatWrite() throws Exception {
    List<Snapshots.Job> jobs =
        new FlinkView(new FlinkRest("http://127.0.0.1:" + server.getAddress().getPort())).look();

    Snapshots.Job job = jobs.get(0);
    assertThat(job.models())
        .singleElement()
        .satisfies(
            model -> {
              assertThat(model.name()).isEqualTo("encoder 1.2.0");
              assertThat(model.items()).isEqualTo(10);
              assertThat(model.cacheHits()).isEqualTo(3);
              assertThat(model.cacheMisses()).isEqualTo(4);
              assertThat(model.lanes()).isEqualTo(Map.of("feed", new Snapshots.Lane(5, 6)));
            });
    assertThat(job.writers())
        .singleElement()
        .satisfies(
            writer -> {
              assertThat(writer.operator()).isEqualTo("make");
              assertThat(writer.name()).isEqualTo("ad-writer 1.0.0");
              assertThat(writer.drawnTokens()).isEqualTo(70);
              assertThat(writer.takenBackTokens()).isEqualTo(8);
              assertThat(writer.queuedSequences()).isEqualTo(9);
              assertThat(writer.queueWaitMillis()).isEqualTo(11);
            });
  }

  private static String answer(URI asked) {
    String query = asked.getQuery();
    if (asked.getPath().equals("/jobs/overview")) {
      return "{\"jobs\":[{\"jid\":\"1\",\"name\":\"all\",\"state\":\"RUNNING\"}]}";
    } else if (asked.getPath().equals("/jobs/1")) {
      return "{\"vertices\":[{\"id\":\"v\",\"name\":\"stage\"}]}";
    } else if (asked.getPath().equals("/jobs/1/vertices/v/subtasks/metrics")) {
      return query == null ? names() : values(query.substring(query.indexOf("get=") + 4));
    }
    return "{}";
  }

  private static String names() {
    return METRICS.keySet().stream()
        .map("{\"id\":\"%s\"}"::formatted)
        .collect(Collectors.joining(",", "[", "]"));
  }

  private static String values(String ids) {
    return Arrays.stream(ids.split(","))
        .filter(METRICS::containsKey)
        .map(id -> "{\"id\":\"%s\",\"max\":%d}".formatted(id, METRICS.get(id)))
        .collect(Collectors.joining(",", "[", "]"));
  }
}
