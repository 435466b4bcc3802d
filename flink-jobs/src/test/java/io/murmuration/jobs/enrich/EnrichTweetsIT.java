package io.murmuration.jobs.enrich;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.murmuration.devstack.DevStack;
import io.murmuration.devstack.FlinkRest;
import io.murmuration.devstack.JobSpec;
import io.murmuration.devstack.Ports;
import io.murmuration.devstack.StackConfig;
import io.murmuration.event.DeadLetter;
import io.murmuration.event.EnrichedTweet;
import io.murmuration.event.Tweet;
import io.murmuration.schemas.AvroCodec;
import io.murmuration.schemas.RecordHeaders;
import io.murmuration.schemas.SchemaRegistry;
import io.murmuration.schemas.Topic;
import io.murmuration.schemas.Topics;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Future;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** The job itself on a real broker, registry, Flink and encoder. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class EnrichTweetsIT {
  private static final Duration PATIENCE = Duration.ofSeconds(90);
  private static final Path SHARED = Path.of(System.getProperty("murmuration.shared"));

  private DevStack stack;
  private AvroCodec<Tweet> tweets;

  @BeforeAll
  void start(@TempDir Path data) throws Exception {
    stack =
        DevStack.start(
            new StackConfig(
                    data,
                    Ports.free(),
                    Path.of(System.getProperty("murmuration.registry")),
                    Path.of(System.getProperty("murmuration.models")),
                    2,
                    Duration.ofMillis(500),
                    List.of(new JobSpec(EnrichTweetsJob.NAME, EnrichTweetsJob.class.getName())))
                .remembering(),
            line -> {});
    tweets = AvroCodec.of(Topics.TWEETS, SchemaRegistry.connect(stack.addresses().registryUrl()));
  }

  @AfterAll
  void stop() {
    stack.close();
  }

  @Test
  void enrichesEachIdOnceWithItsTextUnharmed() throws Exception {
    List<Tweet> sent =
        List.of(
            tweet("once-1", "𝕳𝖊𝖑𝖑𝖔 مرحبا بالعالم 👩🏽‍🚀 ¡olé!"),
            tweet("once-2", "Bonjour à tous, quelle belle journée"),
            tweet("once-1", "the same id again"));

    send(sent.stream().map(tweets::encode).toList());

    Map<String, EnrichedTweet> found = enriched("once-", 2);
    assertThat(found.get("once-1").getTweet()).isEqualTo(sent.get(0));
    assertThat(found.get("once-2").getLanguage()).isEqualTo("fr");
    assertThat(found.get("once-2").getEmbedding().getValues()).hasSize(384);
    assertThat(found.get("once-2").getSentiment().getLabel()).isEqualTo("positive");
    assertThat(found.get("once-2").getSafety().getToxicity()).isBetween(0.0, 0.5);
    assertThat(found.get("once-2").getProvenance().getSource().getTopic()).isEqualTo("tweets");
    assertThat(found.get("once-2").getProvenance().getModels())
        .singleElement()
        .satisfies(model -> assertThat(model.getSha256()).matches("[0-9a-f]{64}"));
  }

  @Test
  void givesEachHostileRecordExactlyOneFateAndNeverRestarts() throws Exception {
    byte[] good = tweets.encode(tweet("hostile-good", "fine"));
    byte[] unknownSchema = good.clone();
    unknownSchema[1] = 0x7f;
    byte[] brokenText = tweets.encode(tweet("hostile-utf8", "broken"));
    brokenText[new String(brokenText, StandardCharsets.ISO_8859_1).indexOf("broken")] = (byte) 0xff;
    List<byte[]> sent = new ArrayList<>();
    sent.add(null);
    sent.add(new byte[0]);
    sent.add("{\"json\":true}".getBytes(StandardCharsets.UTF_8));
    sent.add(Arrays.copyOf(good, good.length - 3));
    sent.add(unknownSchema);
    sent.add(brokenText);
    sent.add(tweets.encode(tweet("hostile-huge", "x".repeat(1_000_000))));
    sent.add(tweets.encode(tweet("", "no id")));
    sent.add(good);
    List<String> naughty = naughtyStrings();
    for (int i = 0; i < naughty.size(); i++) {
      sent.add(tweets.encode(tweet("hostile-n" + i, naughty.get(i))));
    }

    send(sent);

    assertThat(enriched("hostile-", 1 + naughty.size())).containsKey("hostile-good");
    List<DeadLetter> dead = values(Topics.DEAD_LETTERS).stream().map(Found::value).toList();
    assertThat(dead)
        .extracting(letter -> letter.getStage() + " " + letter.getErrorKind())
        .containsExactlyInAnyOrder(
            "decode NULL_VALUE",
            "decode EMPTY_VALUE",
            "decode NOT_WIRE_FORMAT",
            "decode TRUNCATED",
            "decode UNKNOWN_SCHEMA_ID",
            "decode MALFORMED_UTF8",
            "validate TEXT_TOO_LONG",
            "validate EMPTY_ID");
    assertThat(dead)
        .filteredOn(letter -> letter.getErrorKind().equals("NOT_WIRE_FORMAT"))
        .singleElement()
        .satisfies(
            letter -> {
              assertThat(letter.getOriginalValue().array()).isEqualTo(sent.get(2));
              assertThat(letter.getHeaders())
                  .anyMatch(header -> header.getKey().equals(RecordHeaders.INTENDED_SEND_TIME));
            });
    assertThat(restarts()).isZero();
  }

  @Test
  void carriesRealTweetsThroughOnceForEachId() throws Exception {
    assumeThat(SHARED.resolve("tweeteval/datasets/sentiment/val_text.txt"))
        .as("../shared/data/tweeteval")
        .exists();
    List<String> texts =
        Files.readAllLines(SHARED.resolve("tweeteval/datasets/sentiment/val_text.txt"));
    List<Tweet> all =
        IntStream.range(0, texts.size())
            .mapToObj(i -> tweet("real-" + i, texts.get(i)))
            .collect(Collectors.toCollection(ArrayList::new));
    all.addAll(List.copyOf(all.subList(0, 300)));

    send(all.stream().map(tweets::encode).toList());

    Map<String, EnrichedTweet> found = enriched("real-", texts.size());
    for (int i = 0; i < texts.size(); i++) {
      assertThat(found.get("real-" + i).getTweet().getText()).isEqualTo(texts.get(i));
    }
  }

  /** A text that was read before is remembered, so a second post of it costs no call. */
  @Test
  void saysInAHeaderHowOftenTheEncoderWasCalledAndThatItWasNot() throws Exception {
    send(List.of(tweets.encode(tweet("header-1", "a text that is read twice"))));
    enriched("header-1", 1);

    send(List.of(tweets.encode(tweet("header-2", "a text that is read twice"))));

    enriched("header-2", 1);
    assertThat(header("header-1", RecordHeaders.INFERENCE))
        .isEqualTo("encoder=computed;attempts=1");
    assertThat(header("header-2", RecordHeaders.INFERENCE)).isEqualTo("encoder=disk;attempts=0");
  }

  private String header(String id, String name) throws Exception {
    return values(Topics.TWEETS_ENRICHED).stream()
        .filter(found -> found.key().equals(id))
        .map(found -> new String(found.headers().lastHeader(name).value(), StandardCharsets.UTF_8))
        .collect(Collectors.joining(" and "));
  }

  private static List<String> naughtyStrings() throws Exception {
    Path file = SHARED.resolve("blns/blns.json");
    return Files.exists(file)
        ? List.of(new ObjectMapper().readValue(file.toFile(), String[].class))
        : List.of("", "\u202e", "<script>alert(1)</script>");
  }

  private static Tweet tweet(String id, String text) {
    return Tweet.newBuilder()
        .setTweetId(id)
        .setAuthorId("author")
        .setText(text)
        .setCreatedAt(Instant.parse("2015-02-24T11:35:52.123Z"))
        .build();
  }

  private void send(List<byte[]> values) throws Exception {
    try (KafkaProducer<byte[], byte[]> producer =
        new KafkaProducer<>(
            Map.of(
                "bootstrap.servers",
                stack.addresses().bootstrap(),
                "max.request.size",
                Topics.MAX_INPUT_BYTES),
            new ByteArraySerializer(),
            new ByteArraySerializer())) {
      List<Future<RecordMetadata>> sent = new ArrayList<>();
      for (byte[] value : values) {
        ProducerRecord<byte[], byte[]> record =
            new ProducerRecord<>(Topics.TWEETS.name(), 0, new byte[] {1}, value);
        record.headers().add(RecordHeaders.INTENDED_SEND_TIME, RecordHeaders.ofMillis(1_000));
        sent.add(producer.send(record));
      }
      for (Future<RecordMetadata> each : sent) {
        each.get();
      }
    }
  }

  /** By id, once as many of this prefix are there; a second one of an id fails the test. */
  private Map<String, EnrichedTweet> enriched(String prefix, int count) throws Exception {
    await()
        .atMost(PATIENCE)
        .pollInterval(Duration.ofMillis(500))
        .until(
            () ->
                records(Topics.TWEETS_ENRICHED).stream()
                        .filter(found -> keyOf(found).startsWith(prefix))
                        .count()
                    >= count);
    Map<String, EnrichedTweet> byId =
        values(Topics.TWEETS_ENRICHED).stream()
            .filter(found -> found.key().startsWith(prefix))
            .collect(Collectors.toMap(Found::key, Found::value));
    assertThat(byId).hasSize(count);
    return byId;
  }

  private record Found<T>(String key, T value, Headers headers) {}

  /** All committed records of a topic. */
  private <T extends SpecificRecord> List<Found<T>> values(Topic<T> topic) throws Exception {
    AvroCodec<T> codec =
        AvroCodec.of(topic, SchemaRegistry.connect(stack.addresses().registryUrl()));
    List<Found<T>> values = new ArrayList<>();
    for (ConsumerRecord<byte[], byte[]> record : records(topic)) {
      values.add(new Found<>(keyOf(record), codec.decode(record.value()), record.headers()));
    }
    return values;
  }

  private static String keyOf(ConsumerRecord<byte[], byte[]> record) {
    return new String(record.key(), StandardCharsets.UTF_8);
  }

  private List<ConsumerRecord<byte[], byte[]>> records(Topic<?> topic) {
    List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
    try (KafkaConsumer<byte[], byte[]> consumer =
        new KafkaConsumer<>(
            Map.of(
                "bootstrap.servers",
                stack.addresses().bootstrap(),
                "isolation.level",
                "read_committed"),
            new ByteArrayDeserializer(),
            new ByteArrayDeserializer())) {
      List<TopicPartition> partitions =
          IntStream.range(0, topic.partitions())
              .mapToObj(i -> new TopicPartition(topic.name(), i))
              .toList();
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
      Function<TopicPartition, Boolean> ended = p -> consumer.position(p) >= ends.get(p);
      while (!partitions.stream().allMatch(ended::apply)) {
        consumer.poll(Duration.ofMillis(200)).forEach(records::add);
      }
    }
    return records;
  }

  private long restarts() throws Exception {
    FlinkRest flink = new FlinkRest(stack.addresses().flinkUrl());
    String job =
        flink.get("/jobs/overview").orElseThrow().path("jobs").path(0).path("jid").asText();
    return flink
        .get("/jobs/" + job + "/metrics?get=numRestarts")
        .orElseThrow()
        .path(0)
        .path("value")
        .asLong();
  }
}
