package io.murmuration.feed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.confluent.kafka.schemaregistry.client.SchemaRegistryClient;
import io.murmuration.devstack.DevStack;
import io.murmuration.devstack.Ports;
import io.murmuration.devstack.StackConfig;
import io.murmuration.feed.http.HttpConfig;
import io.murmuration.feed.search.SearchConfig;
import io.murmuration.feed.views.ViewsConfig;
import io.murmuration.schemas.AvroCodec;
import io.murmuration.schemas.SchemaRegistry;
import io.murmuration.schemas.Topic;
import io.murmuration.schemas.Topics;
import io.murmuration.schemas.json.PlainJson;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/** feed-view in a JVM of its own, over a real broker and registry. */
@TestInstance(Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class FeedViewIT {
  private static final Duration PATIENCE = Duration.ofSeconds(120);

  /**
   * Asking for every key takes a second or two of the requests that the feed allows one address.
   */
  private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(2);

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final HttpClient CLIENT = HttpClient.newHttpClient();

  @TempDir static Path data;

  private final SampleRecords records = new SampleRecords(3, "0.0.0");
  private final Map<String, JsonNode> expected = new TreeMap<>();
  private final Set<String> served = new HashSet<>();
  private final List<String> falselyMissed = new ArrayList<>();
  private DevStack stack;
  private KafkaProducer<String, byte[]> producer;
  private SchemaRegistryClient registry;
  private String url;

  @BeforeAll
  void start() throws Exception {
    stack = stack();
    producer = producer(stack);
    registry = SchemaRegistry.connect(stack.addresses().registryUrl());
    url = stack.addresses().feedUrl();
  }

  @AfterAll
  void stop() {
    producer.close();
    stack.close();
  }

  @Test
  @Order(1)
  void answersWhatTheTopicsHoldKeyByKeyAfterItWasKilled() throws Exception {
    send(0, 60);
    awaitViewsEqualTopics(url);
    await().atMost(PATIENCE).until(() -> found("kestrel") == 1);

    long pid = kill();
    send(60, 120);

    awaitViewsEqualTopics(url);
    await().atMost(PATIENCE).ignoreExceptions().until(() -> found("kestrel") == 1);
    assertThat(stack.addresses().pids().get("feed-view")).isNotEqualTo(pid);
    assertThat(stack.recentEvents()).anyMatch(event -> event.contains("the feed-view died"));
  }

  @Test
  @Order(2)
  void answersForAllKeysThroughASecondInstanceAndWithoutTheFirst() throws Exception {
    int port = Ports.free().feed();
    String second = "http://127.0.0.1:" + port;
    try (FeedView beside = FeedView.start(config(second, port), Clock.systemUTC(), () -> {})) {
      awaitViewsEqualTopics(second);
      send(120, 150);
      awaitViewsEqualTopics(second);

      kill();

      awaitViewsEqualTopics(second);
      awaitViewsEqualTopics(url);
    }
    assertThat(falselyMissed).as("said not to be there while they moved").isEmpty();
  }

  private long kill() {
    long pid = stack.addresses().pids().get("feed-view");
    ProcessHandle.of(pid).orElseThrow().destroyForcibly();
    return pid;
  }

  /** Nobody listens while one is being started again. */
  private void awaitViewsEqualTopics(String instance) {
    await()
        .atMost(PATIENCE)
        .pollInterval(BETWEEN_LOOKS)
        .ignoreExceptions()
        .untilAsserted(() -> requireViewsEqualTopics(instance));
  }

  private FeedViewConfig config(String reached, int port) {
    Path own = data.resolve("second");
    Duration keep = Duration.ofDays(7);
    return new FeedViewConfig(
        stack.addresses().registryUrl(),
        new ViewsConfig(
            stack.addresses().bootstrap(), own.resolve("views"), URI.create(reached), keep, 1),
        new SearchConfig(
            own.resolve("search"),
            Path.of(System.getProperty("murmuration.models")),
            keep,
            1_000,
            Duration.ofMillis(250)),
        new HttpConfig("127.0.0.1", port, Optional.empty(), Optional.empty(), 1_000, 4),
        Optional.empty());
  }

  /** Each third timeline is an older user's again; each fourth creative is recalled. */
  private void send(int from, int to) {
    for (int i = from; i < to; i++) {
      Instant at = Instant.now();
      String text = i == 7 ? "a kestrel over the motorway" : "post number " + i;
      String id = "t" + i;
      put(Topics.TWEETS_ENRICHED, "tweets/" + id, id, records.post(id, "en", "nature", text, at));
      String user = "u" + (i % 3 == 0 ? i / 3 : i);
      List<String> entries = List.of(id, "t0");
      put(
          Topics.TIMELINES_RANKED,
          "timelines/" + user,
          user,
          records.timeline(user, i, entries, at));
      String request = "r" + i;
      put(
          Topics.ADS_CREATIVES,
          "creatives/" + request,
          request,
          records.creative(request, "c", at));
      if (i % 4 == 0) {
        put(Topics.ADS_CREATIVES, "creatives/" + request, request, null);
      }
    }
    producer.flush();
  }

  private <T extends SpecificRecord> void put(Topic<T> topic, String path, String key, T value) {
    byte[] bytes = value == null ? null : AvroCodec.of(topic, registry).encode(value);
    producer.send(new ProducerRecord<>(topic.name(), key, bytes));
    expected.put(path, value == null ? null : PlainJson.write(value));
  }

  private void requireViewsEqualTopics(String instance) throws Exception {
    List<String> differing = new ArrayList<>();
    for (var each : expected.entrySet()) {
      HttpResponse<String> answer = get(instance + "/v1/" + each.getKey());
      boolean same =
          each.getValue() == null
              ? answer.statusCode() == 404
              : answer.statusCode() == 200
                  && JSON.readTree(answer.body()).equals(JSON.readTree(each.getValue().toString()));
      if (same && each.getValue() != null) {
        served.add(each.getKey());
      } else if (answer.statusCode() == 404 && served.contains(each.getKey())) {
        falselyMissed.add(instance + " " + each.getKey());
      }
      if (!same) {
        String detail = JSON.readTree(answer.body()).path("detail").asText();
        differing.add("%s answered %d %s".formatted(each.getKey(), answer.statusCode(), detail));
      }
    }
    assertThat(differing).isEmpty();
  }

  private int found(String text) throws Exception {
    HttpResponse<String> answer = get(url + "/v1/search?q=" + text);
    return JSON.readTree(answer.body()).path("hits").size();
  }

  private HttpResponse<String> get(String address) throws Exception {
    return CLIENT.send(
        HttpRequest.newBuilder(URI.create(address)).build(), HttpResponse.BodyHandlers.ofString());
  }

  private DevStack stack() throws Exception {
    Path root = Path.of(System.getProperty("murmuration.root"));
    return DevStack.start(
        new StackConfig(
                data,
                Ports.free(),
                Path.of(System.getProperty("murmuration.registry")),
                Path.of(System.getProperty("murmuration.models")),
                1,
                Duration.ofSeconds(1),
                List.of())
            .withFeedView(root.resolve("feed-view/target")),
        line -> {});
  }

  private static KafkaProducer<String, byte[]> producer(DevStack stack) {
    return new KafkaProducer<>(
        Map.of("bootstrap.servers", stack.addresses().bootstrap(), "linger.ms", "5"),
        new StringSerializer(),
        new ByteArraySerializer());
  }
}
