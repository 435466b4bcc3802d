package io.murmuration.feed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.confluent.kafka.schemaregistry.client.SchemaRegistryClient;
import io.murmuration.devstack.DevStack;
import io.murmuration.devstack.Ports;
import io.murmuration.devstack.StackConfig;
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
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** feed-view in a JVM of its own, over a real broker and registry. */
class FeedViewIT {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  /**
   * Asking for every key takes a second or two of the requests that the feed allows one address.
   */
  private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(2);

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final HttpClient CLIENT = HttpClient.newHttpClient();

  @TempDir Path data;

  private final SampleRecords records = new SampleRecords(3, "0.0.0");
  private final Map<String, JsonNode> expected = new TreeMap<>();
  private SchemaRegistryClient registry;
  private String url;

  @Test
  void answersWhatTheTopicsHoldKeyByKeyAfterItWasKilled() throws Exception {
    try (DevStack stack = start();
        KafkaProducer<String, byte[]> producer = producer(stack)) {
      registry = SchemaRegistry.connect(stack.addresses().registryUrl());
      url = stack.addresses().feedUrl();
      send(producer, 0, 60);
      await()
          .atMost(PATIENCE)
          .pollInterval(BETWEEN_LOOKS)
          .untilAsserted(this::requireViewsEqualTopics);
      await().atMost(PATIENCE).until(() -> found("kestrel") == 1);

      long pid = stack.addresses().pids().get("feed-view");
      ProcessHandle.of(pid).orElseThrow().destroyForcibly();
      send(producer, 60, 120);

      // Nobody listens meanwhile.
      await()
          .atMost(PATIENCE)
          .pollInterval(BETWEEN_LOOKS)
          .ignoreExceptions()
          .untilAsserted(this::requireViewsEqualTopics);
      await().atMost(PATIENCE).ignoreExceptions().until(() -> found("kestrel") == 1);
      assertThat(stack.addresses().pids().get("feed-view")).isNotEqualTo(pid);
      assertThat(stack.recentEvents()).anyMatch(event -> event.contains("the feed-view died"));
    }
  }

  /** Each third timeline is an older user's again; each fourth creative is recalled. */
  private void send(KafkaProducer<String, byte[]> producer, int from, int to) {
    for (int i = from; i < to; i++) {
      Instant at = Instant.now();
      String text = i == 7 ? "a kestrel over the motorway" : "post number " + i;
      String id = "t" + i;
      put(
          producer,
          Topics.TWEETS_ENRICHED,
          "tweets/" + id,
          id,
          records.post(id, "en", "nature", text, at));
      String user = "u" + (i % 3 == 0 ? i / 3 : i);
      List<String> entries = List.of(id, "t0");
      put(
          producer,
          Topics.TIMELINES_RANKED,
          "timelines/" + user,
          user,
          records.timeline(user, i, entries, at));
      String request = "r" + i;
      put(
          producer,
          Topics.ADS_CREATIVES,
          "creatives/" + request,
          request,
          records.creative(request, "c", at));
      if (i % 4 == 0) {
        put(producer, Topics.ADS_CREATIVES, "creatives/" + request, request, null);
      }
    }
    producer.flush();
  }

  private <T extends SpecificRecord> void put(
      KafkaProducer<String, byte[]> producer, Topic<T> topic, String path, String key, T value) {
    byte[] bytes = value == null ? null : AvroCodec.of(topic, registry).encode(value);
    producer.send(new ProducerRecord<>(topic.name(), key, bytes));
    expected.put(path, value == null ? null : PlainJson.write(value));
  }

  private void requireViewsEqualTopics() throws Exception {
    List<String> differing = new ArrayList<>();
    for (var each : expected.entrySet()) {
      HttpResponse<String> answer = get("/v1/" + each.getKey());
      boolean same =
          each.getValue() == null
              ? answer.statusCode() == 404
              : answer.statusCode() == 200
                  && JSON.readTree(answer.body()).equals(JSON.readTree(each.getValue().toString()));
      if (!same) {
        differing.add(each.getKey() + " answered " + answer.statusCode());
      }
    }
    assertThat(differing).isEmpty();
  }

  private int found(String text) throws Exception {
    HttpResponse<String> answer = get("/v1/search?q=" + text);
    return JSON.readTree(answer.body()).path("hits").size();
  }

  private HttpResponse<String> get(String path) throws Exception {
    return CLIENT.send(
        HttpRequest.newBuilder(URI.create(url + path)).build(),
        HttpResponse.BodyHandlers.ofString());
  }

  private DevStack start() throws Exception {
    Path root = Path.of(System.getProperty("murmuration.root"));
    return DevStack.start(
        new StackConfig(
            data,
            Ports.free(),
            Path.of(System.getProperty("murmuration.registry")),
            Path.of(System.getProperty("murmuration.models")),
            1,
            Duration.ofSeconds(1),
            List.of(),
            false,
            Optional.of(root.resolve("feed-view/target"))),
        line -> {});
  }

  private static KafkaProducer<String, byte[]> producer(DevStack stack) {
    return new KafkaProducer<>(
        Map.of("bootstrap.servers", stack.addresses().bootstrap(), "linger.ms", "5"),
        new StringSerializer(),
        new ByteArraySerializer());
  }
}
