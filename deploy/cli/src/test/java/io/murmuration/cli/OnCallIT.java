package io.murmuration.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.confluent.kafka.schemaregistry.avro.AvroSchema;
import io.confluent.kafka.schemaregistry.client.SchemaRegistryClient;
import io.murmuration.cli.TestStack.Finished;
import io.murmuration.cli.replay.ReplayFolder;
import io.murmuration.event.EnrichedTweet;
import io.murmuration.event.Tweet;
import io.murmuration.schemas.AvroCodec;
import io.murmuration.schemas.ReplayTopics;
import io.murmuration.schemas.Topic;
import io.murmuration.schemas.Topics;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.apache.avro.Schema;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/** A day on call, in order: replay, compare, redrive, trace, reconcile, on one stack. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class OnCallIT {
  private static final Duration PATIENCE = Duration.ofSeconds(120);
  private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(1);
  private static final int POSTS = 300;
  private static final int PLANTED = 3;

  /** Of a schema that the registry has not been given yet. */
  private static final int PLANTED_ID = 60;

  private TestStack stack;
  private Path data;
  private SchemaRegistryClient registry;
  private TestTopics topics;
  private PeopleAndAds people;

  @BeforeAll
  void start(@TempDir Path folder) throws Exception {
    data = folder;
    stack = TestStack.start(data, TestStack.ALL_JOBS);
    topics = stack.topics();
    registry = topics.registry();
    people = new PeopleAndAds(topics);
    people.campaignsAndFollows("author");
    List<byte[]> values = new ArrayList<>();
    AvroCodec<Tweet> codec = AvroCodec.of(Topics.TWEETS, registry);
    for (int i = 0; i < POSTS; i++) {
      values.add(codec.encode(tweet("p" + i, "post number " + i + " of a quiet day")));
    }
    values.add(codec.encode(tweet("p0", "the same id again")));
    for (int i = 0; i < PLANTED; i++) {
      byte[] unknown = codec.encode(tweet("planted-" + i, "of a producer that is ahead"));
      ByteBuffer.wrap(unknown).putInt(1, PLANTED_ID);
      values.add(unknown);
    }
    send(values);
    awaitSeldom().until(() -> murmur("reconcile", "--within", "1s").code() == 0);
    people.requests("p");
    // By then the readers of all posts are ranked, so no like comes before a post's place.
    Instant ranked = newest(Topics.TWEETS_ENRICHED).plusSeconds(6);
    await().atMost(PATIENCE).until(() -> Instant.now().isAfter(ranked));
    people.likes("p");
    awaitSeldom()
        .until(
            () ->
                topics.newestByKey(Topics.ADS_CREATIVES).size() == PeopleAndAds.REQUESTS
                    && topics.newestByKey(Topics.TIMELINES_RANKED).size() == PeopleAndAds.READERS);
  }

  /** A look takes work that the jobs are waited for to do. */
  private static ConditionFactory awaitSeldom() {
    return await().atMost(PATIENCE).pollInterval(BETWEEN_LOOKS);
  }

  private Instant newest(Topic<?> topic) {
    return Instant.ofEpochMilli(
        topics.stamps(topic).values().stream().mapToLong(stamp -> stamp).max().orElseThrow());
  }

  @AfterAll
  void stop() {
    stack.close();
  }

  @Test
  @Order(1)
  void replaysAWindowToTheSameBytesAndGatesOnIt() throws Exception {
    Finished replay = murmur("replay", "--from", "beginning", "--into", "same");
    assertThat(replay.code()).as(replay.err()).isZero();
    ReplayFolder folder = ReplayFolder.of(data, "same");
    assertThat(folder.positions().results()).isEqualTo(folder.positions().read());

    Path json = data.resolve("same.json");
    Finished diff =
        murmur(
            "diff",
            "--replay",
            "same",
            "--json",
            json.toString(),
            "--html",
            data.resolve("same.html").toString(),
            "--gate",
            "changed=0,missing=0,extra=0");

    assertThat(diff.code()).as(diff.out()).isZero();
    assertThat(verdicts(json).get("identical").asInt()).isEqualTo(POSTS);
    assertThat(data.resolve("same.html")).content().contains("<svg").contains("The gate holds");
    assertThat(murmur("diff", "--replay", "same", "--gate", "identical=0").code()).isOne();
    assertThat(murmur("replay", "--from", "beginning", "--into", "same").err())
        .contains("there is a replay 'same' already");
  }

  @Test
  @Order(2)
  void replaysTimelinesToTheSameBytesButForWhatCameLate() throws Exception {
    Finished replay =
        murmur("replay", "--job", "rank", "--from", "beginning", "--to", now(), "--into", "ranked");
    assertThat(replay.code()).as(replay.err()).isZero();

    Path json = data.resolve("ranked.json");
    // Production may still be at the last likes.
    awaitSeldom()
        .untilAsserted(
            () -> {
              Finished diff =
                  murmur(
                      "diff",
                      "--replay",
                      "ranked",
                      "--json",
                      json.toString(),
                      "--gate",
                      "unexplained=0");
              assertThat(diff.code()).as(diff.out()).isZero();
            });
    // On a machine that is too busy all of it may have come late; its marks say so.
    long inTime =
        topics.values(Topics.TIMELINES_RANKED).stream()
            .filter(timeline -> timeline.getLateInputs() == 0)
            .count();
    assertThat(verdicts(json).get("identical").asLong()).isGreaterThanOrEqualTo(inTime);
  }

  @Test
  @Order(2)
  void replaysCreativesToTheSameBytes() throws Exception {
    Finished replay =
        murmur("replay", "--job", "ads", "--from", "beginning", "--into", "made-again");
    assertThat(replay.code()).as(replay.err()).isZero();

    Finished diff =
        murmur("diff", "--replay", "made-again", "--gate", "changed=0,missing=0,extra=0");

    assertThat(diff.code()).as(diff.out()).isZero();
    assertThat(diff.out()).containsPattern("identical +" + PeopleAndAds.REQUESTS + " ");
  }

  @Test
  @Order(2)
  void replaysFromASavepointToTheSameBytes() throws Exception {
    Finished savepoint = murmur("savepoint", "enrich");
    assertThat(savepoint.code()).as(savepoint.err()).isZero();
    String state = savepoint.out().lines().findFirst().orElseThrow();
    Instant from = newest(Topics.TWEETS).plusMillis(1);
    AvroCodec<Tweet> codec = AvroCodec.of(Topics.TWEETS, registry);
    // Repetitions and copies of what is in the state alone.
    send(
        List.of(
            codec.encode(tweet("p0", "the same id once more")),
            codec.encode(tweet("copy", "post number 7 of a quiet day")),
            codec.encode(tweet("fresh", "nothing of the kind before"))));
    awaitSeldom().until(() -> murmur("reconcile", "--within", "1s").code() == 0);

    Finished replay =
        murmur("replay", "--from", from.toString(), "--state", state, "--into", "resumed");

    assertThat(replay.code()).as(replay.err()).isZero();
    Finished diff = murmur("diff", "--replay", "resumed", "--gate", "changed=0,missing=0,extra=0");
    assertThat(diff.code()).as(diff.out()).isZero();
    assertThat(diff.out()).containsPattern("identical +2 ");
    Finished tooEarly =
        murmur("replay", "--from", "beginning", "--state", state, "--into", "too-early");
    assertThat(tooEarly.err()).contains("after the window's begin at 0: name an earlier one");
  }

  @Test
  @Order(2)
  void endsAReplayThatWasKilledAndResumedAsIfNothingHadHappened() throws Exception {
    ReplayFolder folder = ReplayFolder.of(data, "killed");
    CompletableFuture<Finished> killed =
        CompletableFuture.supplyAsync(
            () -> murmur("replay", "--from", "beginning", "--rate", "60", "--into", "killed"));
    awaitSeldom().until(() -> !written("killed").isEmpty() || killed.isDone());
    folder.process().orElseThrow().destroyForcibly();
    assertThat(killed.get().code()).isOne();
    int before = written("killed").size();

    Finished resumed = murmur("replay", "resume", "killed");

    assertThat(resumed.code()).as(resumed.err()).isZero();
    assertThat(before).isLessThan(POSTS);
    Finished diff = murmur("diff", "--replay", "killed", "--gate", "changed=0,missing=0,extra=0");
    assertThat(diff.code()).as(diff.out()).isZero();
  }

  private List<EnrichedTweet> written(String replay) throws Exception {
    return topics.values(new ReplayTopics(replay).twinOf(Topics.TWEETS_ENRICHED));
  }

  private static JsonNode verdicts(Path json) throws Exception {
    return new ObjectMapper().readTree(json.toFile()).get(0).get("verdicts");
  }

  private static String now() {
    return Instant.now().toString();
  }

  @Test
  @Order(3)
  void removesAReplayWithItsTopics() throws Exception {
    for (String id : List.of("same", "ranked", "made-again", "resumed", "killed")) {
      assertThat(murmur("replay", "rm", id).code()).isZero();
    }

    try (Admin admin = admin()) {
      assertThat(admin.listTopics().names().get()).noneMatch(name -> name.contains(".replay."));
    }
    assertThat(murmur("replay", "list").out()).contains("no replays");
  }

  @Test
  @Order(4)
  void redrivesALetterWithAModelThatElseOnlyWatches() throws Exception {
    String letter = "key=tweets:0:" + (POSTS + PLANTED);
    String copy = new EncoderCopies(data.resolve("models")).whole("1.4.1").toString();
    assertThat(murmur("dead-letters").out())
        .containsPattern(PLANTED + "  tweets +decode +UNKNOWN_SCHEMA_ID");
    registerUpTo(PLANTED_ID);
    assertThat(murmur("redrive", "--where", letter, "--with-model", "embed=1.4.1").err())
        .contains("the job knows no encoder 1.4.1, only 1.4.0");
    assertThat(murmur("models", "shadow", "encoder", copy, "--percent=1").code()).isZero();

    Finished redrive = murmur("redrive", "--where", letter, "--with-model", "embed=1.4.1");

    assertThat(redrive.code()).as(redrive.out() + redrive.err()).isZero();
    assertThat(redrive.out())
        .contains("sent 1, 0 were sent before", "1  tweets.enriched by encoder 1.4.1");
  }

  @Test
  @Order(5)
  void redrivesDeadLettersOnceAfterTheFaultIsMended() throws Exception {
    Finished first = murmur("redrive", "--where", "kind=UNKNOWN_SCHEMA_ID");
    Finished second = murmur("redrive", "--where", "kind=UNKNOWN_SCHEMA_ID");

    assertThat(first.code()).as(first.out()).isZero();
    assertThat(first.out()).contains("sent 2, 1 were sent before");
    assertThat(first.out()).contains("2  tweets.enriched by encoder 1.4.0");
    assertThat(second.out()).contains("sent 0, 3 were sent before");
    assertThat(murmur("trace", "planted-0").out())
        .contains("UNKNOWN_SCHEMA_ID")
        .contains("redrive=1 of tweets:0:")
        .contains("made by enrich")
        .containsPattern("attempts=encoder \\d  cache_hits=")
        .containsPattern("code=\\d+\\.\\d+");
    assertThat(murmur("trace", "nobody").code()).isOne();
  }

  @Test
  @Order(6)
  void namesThePositionsOfWhatHasNoFate() throws Exception {
    assertThat(murmur("reconcile", "--within", "5s").code()).isZero();
    TopicPartition partition = enrichedPartition();
    try (Admin admin = admin()) {
      admin.deleteRecords(Map.of(partition, RecordsToDelete.beforeOffset(5))).all().get();
    }

    Finished gap = murmur("reconcile", "--within", "1s");

    assertThat(gap.code()).isOne();
    assertThat(gap.out()).contains("GAP no fate: tweets:0:");
  }

  /** The one that holds most: records go by their key. */
  private TopicPartition enrichedPartition() {
    return new TopicPartition(Topics.TWEETS_ENRICHED.name(), 0);
  }

  /** The registry numbers what it is given one by one. */
  private void registerUpTo(int wanted) throws Exception {
    int id = 0;
    for (int i = 0; id < wanted; i++) {
      id = registry.register("tweets-of-tomorrow-" + i, new AvroSchema(ofTomorrow(i)));
    }
    assertThat(id).as("the id that was planted").isEqualTo(wanted);
  }

  private static Schema ofTomorrow(int day) {
    return new Schema.Parser()
        .parse(
            Topics.TWEETS
                .schema()
                .toString()
                .replaceFirst("\"doc\":\"[^\"]*\",", "\"doc\":\"of day " + day + "\","));
  }

  private static Tweet tweet(String id, String text) {
    return Tweet.newBuilder()
        .setTweetId(id)
        .setAuthorId("author")
        .setText(text)
        .setCreatedAt(Instant.now())
        .build();
  }

  private void send(List<byte[]> values) throws Exception {
    try (KafkaProducer<byte[], byte[]> producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", topics.bootstrap()),
            new ByteArraySerializer(),
            new ByteArraySerializer())) {
      for (byte[] value : values) {
        producer.send(new ProducerRecord<>(Topics.TWEETS.name(), 0, null, value));
      }
    }
  }

  private Admin admin() {
    return Admin.create(Map.of("bootstrap.servers", topics.bootstrap()));
  }

  private Finished murmur(String... arguments) {
    return stack.murmur(arguments);
  }
}
