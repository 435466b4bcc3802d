package io.murmuration.cli;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.murmuration.cli.TestStack.Finished;
import io.murmuration.event.SourcePosition;
import io.murmuration.schemas.Positions;
import io.murmuration.schemas.RecordHeaders;
import io.murmuration.schemas.Topic;
import io.murmuration.schemas.Topics;
import io.murmuration.schemas.TraceContext;
import io.murmuration.schemas.json.PlainJson;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.admin.Admin;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/**
 * The commands that hold topics against one another, on a real broker and registry: what the jobs
 * would write is written by the tests, so that it can be late, twice or missing.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class WithoutJobsIT {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private Path data;
  private TestStack stack;
  private TestRecords records;

  @BeforeAll
  void start(@TempDir Path folder) throws Exception {
    data = folder;
    stack = TestStack.start(data, List.of());
    records = new TestRecords(stack.topics());
  }

  @AfterAll
  void stop() {
    stack.close();
  }

  @Test
  void followsOnBehindAGapAndTakesItBackWhenItIsMet() throws Exception {
    Path figures = data.resolve("ads.prom");
    SourcePosition late = records.send(Topics.AD_REQUESTS, TestRecords.request("late"));
    String[] follow = {
      "reconcile", "--follow", "--of=ads", "--within=10ms", "--textfile=" + figures
    };
    ExecutorService thread = Executors.newSingleThreadExecutor();
    try {
      thread.submit(() -> stack.murmur(follow));
      String gap = "murmuration_reconcile_gap{at=\"%s\"} 1\n".formatted(Positions.text(late));
      await()
          .atMost(PATIENCE)
          .untilAsserted(
              () ->
                  assertThat(figures)
                      .content()
                      .contains(gap, "murmuration_reconcile_gap_ranges{of=\"ads\"} 1\n"));

      records.send(Topics.ADS_CREATIVES, TestRecords.creative("late", late));

      await()
          .atMost(PATIENCE)
          .untilAsserted(
              () ->
                  assertThat(figures)
                      .content()
                      .contains("murmuration_reconcile_gap_ranges{of=\"ads\"} 0\n")
                      .doesNotContain("reconcile_gap{"));
    } finally {
      thread.shutdownNow();
      assertThat(thread.awaitTermination(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
    }
    assertThat(murmur("reconcile", "--of=ads").code()).isZero();
  }

  @Test
  void takesAnOutputThatWasSentBackForTheSameFateOnceMore() throws Exception {
    SourcePosition post = records.send(Topics.TWEETS, TestRecords.tweet("post"));
    var output = TestRecords.enriched("post", post);
    SourcePosition refused = records.send(Topics.TWEETS_ENRICHED, output);
    byte[] of = Positions.text(refused).getBytes(US_ASCII);
    records.send(Topics.TWEETS_ENRICHED, output, Map.of(RecordHeaders.REDRIVE_OF, of));

    Finished copied = murmur("reconcile");

    assertThat(copied.code()).as(copied.out()).isZero();
    assertThat(copied.out()).contains("posts 1, fates 1, twice 0");

    records.send(Topics.TWEETS_ENRICHED, output);

    assertThat(murmur("reconcile").out())
        .contains("GAP more than one fate: " + Positions.text(post));
  }

  @Test
  void redrivesNeitherWhatHoldsNoValueNorWhatANewerRecordReplaced() throws Exception {
    byte[] old = records.encoded(Topics.CAMPAIGNS, TestRecords.campaign("old"));
    SourcePosition source = records.send(Topics.CAMPAIGNS, TestRecords.campaign("old"));
    records.send(Topics.CAMPAIGNS, TestRecords.campaign("new"));
    String key = TestRecords.campaign("new").getCampaignId();
    send(source, "MODEL_FAILED", key, old);
    send(new SourcePosition("engagements", 0, 1L), "MODEL_FAILED", "reader", null);

    Finished redrive = murmur("redrive", "--where=kind=MODEL_FAILED");

    assertThat(redrive.code()).as(redrive.out() + redrive.err()).isZero();
    assertThat(redrive.out())
        .contains(
            "sent 0, 0 were sent before",
            "1  not sent: a letter of stage MODEL_FAILED holds no value",
            "1  not sent: campaigns holds a newer record of the key");
    assertThat(stack.topics().newestByKey(Topics.CAMPAIGNS).get(key).getDescription())
        .isEqualTo("new");
    assertThat(murmur("redrive", "--where=kind=MODEL_FAILED", "--dry-run").out())
        .contains("no dead letters", "1  not sent: campaigns holds");
  }

  @Test
  void waitsForNoFateOfWhatHasNone() throws Exception {
    byte[] follow = {0, 1};
    send(new SourcePosition("follows", 0, 7L), "TRUNCATED", "a:b", follow);

    Finished redrive = murmur("redrive", "--where=topic=follows", "--wait=5s");

    assertThat(redrive.code()).as(redrive.out() + redrive.err()).isZero();
    assertThat(redrive.out())
        .contains("sent 1, 0 were sent before", "1  sent; follows has no fate to wait for");
  }

  private void send(SourcePosition source, String kind, String key, byte[] value) throws Exception {
    records.send(Topics.DEAD_LETTERS, TestRecords.letter(source, kind, key, value));
  }

  @Test
  void saysThatTheCollectorTookNoSpans() throws Exception {
    var source = new SourcePosition("elsewhere", 0, 1L);
    records.send(
        Topics.DEAD_LETTERS,
        TestRecords.letter(source, "OTHER", "k", null),
        Map.of(
            RecordHeaders.TRACEPARENT, TraceContext.of(source, null).traceparent(),
            RecordHeaders.PROCESSED_AT, RecordHeaders.ofMillis(1)));
    HttpServer collector = server(call -> answer(call, 400, ""));
    try {
      String otlp = urlOf(collector) + "/v1/traces";

      Finished spans = murmur("spans", "--otlp", otlp, "--since=1h", "--once");

      assertThat(spans.code()).isOne();
      assertThat(spans.err().lines())
          .containsExactly(
              "murmur: the collector did not take 1 spans at %s; see that it runs, then begin again with --since"
                  .formatted(otlp));
      assertThat(spans.out()).isEmpty();
    } finally {
      collector.stop(0);
    }
  }

  @Test
  void holdsViewsAgainstTopicsAtThePaceThatFeedViewAllows() throws Exception {
    var elsewhere = new SourcePosition("elsewhere", 0, 1L);
    records.send(Topics.TWEETS_ENRICHED, TestRecords.enriched("seen", elsewhere));
    records.send(Topics.TWEETS_ENRICHED, TestRecords.enriched("forgotten", elsewhere));
    Map<String, String> views = new HashMap<>();
    put(views, "/v1/tweets/", Topics.TWEETS_ENRICHED);
    put(views, "/v1/creatives/", Topics.ADS_CREATIVES);
    views.remove("/v1/tweets/forgotten");
    Set<String> asked = new HashSet<>();
    HttpServer feed =
        server(
            call -> {
              String path = call.getRequestURI().getPath();
              if (asked.add(path)) {
                call.getResponseHeaders().add("Retry-After", "0");
                answer(call, 429, "");
              } else {
                answer(call, views.containsKey(path) ? 200 : 404, views.getOrDefault(path, ""));
              }
            });
    try {
      Finished finished = murmur("views", "--feed", urlOf(feed));

      assertThat(finished.code()).isOne();
      assertThat(finished.out().lines().filter(line -> line.startsWith("GAP")))
          .containsExactly("GAP forgotten answers 404");
    } finally {
      feed.stop(0);
    }
  }

  private <T extends SpecificRecord> void put(Map<String, String> views, String path, Topic<T> of)
      throws Exception {
    stack
        .topics()
        .newestByKey(of)
        .forEach((key, value) -> views.put(path + key, PlainJson.write(value).toString()));
  }

  private interface Answers {
    void to(HttpExchange call) throws IOException;
  }

  private static HttpServer server(Answers answers) throws IOException {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", answers::to);
    server.start();
    return server;
  }

  private static void answer(HttpExchange call, int status, String text) throws IOException {
    byte[] body = text.getBytes(UTF_8);
    call.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
    if (body.length > 0) {
      call.getResponseBody().write(body);
    }
    call.close();
  }

  private static String urlOf(HttpServer server) {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  @Test
  void removesAReplayWhoseTopicsCouldNotAllBeMade() throws Exception {
    HttpServer broken = server(call -> answer(call, 500, ""));
    Finished replay =
        murmur("replay", "--from=beginning", "--into=half", "--registry", urlOf(broken));
    broken.stop(0);
    assertThat(replay.err()).contains("the replay's topics can't be made");
    assertThat(topicNames()).contains("tweets.enriched.replay.half");
    assertThat(murmur("diff", "--replay", "half").out())
        .startsWith("replay half has stopped before its end: ./murmur replay resume half goes on");

    Finished removed = murmur("replay", "rm", "half");

    assertThat(removed.code()).as(removed.err()).isZero();
    assertThat(topicNames()).noneMatch(name -> name.contains(".replay."));
  }

  private Set<String> topicNames() throws Exception {
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", stack.topics().bootstrap()))) {
      return admin.listTopics().names().get();
    }
  }

  private Finished murmur(String... arguments) {
    return stack.murmur(arguments);
  }
}
