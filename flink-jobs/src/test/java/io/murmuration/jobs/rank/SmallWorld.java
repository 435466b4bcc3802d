package io.murmuration.jobs.rank;

import io.confluent.kafka.schemaregistry.client.MockSchemaRegistryClient;
import io.confluent.kafka.schemaregistry.client.SchemaRegistryClient;
import io.murmuration.event.Embedding;
import io.murmuration.event.Engagement;
import io.murmuration.event.EngagementKind;
import io.murmuration.event.EnrichedTweet;
import io.murmuration.event.Follow;
import io.murmuration.event.ModelRef;
import io.murmuration.event.Provenance;
import io.murmuration.event.Safety;
import io.murmuration.event.ScoredLabel;
import io.murmuration.event.SourcePosition;
import io.murmuration.event.Tweet;
import io.murmuration.jobs.RawRecord;
import io.murmuration.schemas.AvroCodec;
import io.murmuration.schemas.SchemaRegistry;
import io.murmuration.schemas.Topic;
import io.murmuration.schemas.Topics;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.apache.avro.specific.SpecificRecord;

/**
 * A minute of posts, follows and engagements, the same each time: records as their topics hold
 * them.
 */
final class SmallWorld {
  static final SchemaRegistryClient REGISTRY = registry();
  static final long START = Instant.parse("2026-03-02T12:00:00Z").toEpochMilli();

  /**
   * By then readers were shown all that they acted on before, and by {@link #KNOWN} it is known.
   */
  private static final long ALL_SEEN = START + 10_000;

  /**
   * Builds whose snapshots are kept took a post that was liked and not shown for unseen; later ones
   * make the same timelines of those from here on.
   */
  static final long KNOWN = ALL_SEEN + 200;

  private static final int READERS = 12;
  private static final int AUTHORS = 6;
  private static final int DIMENSION = 16;
  private static final List<String> TOPICS = List.of("sports", "music", "food_&_dining");

  final List<RawRecord> posts = new ArrayList<>();
  final List<RawRecord> engagements = new ArrayList<>();
  final List<RawRecord> follows = new ArrayList<>();
  private final List<Engagement> acts = new ArrayList<>();
  private final Random random = new Random(11);
  private final Map<String, Long> offsets = new HashMap<>();

  static SmallWorld of(int posts) {
    SmallWorld world = new SmallWorld();
    for (int reader = 0; reader < READERS; reader++) {
      world.follow(reader, reader % AUTHORS, START);
      world.follow(reader, (reader + 1) % AUTHORS, START + 10);
    }
    for (int i = 0; i < posts; i++) {
      world.post(i, START + 100 + 1_000L * i);
    }
    for (int i = 0; i < 12 * posts; i++) {
      if (START + 5_000 + 40L * i == ALL_SEEN) {
        world.showWhatWasActedOn();
      }
      int post = random(world, Math.max(1, i / 12));
      world.engage(i, post, START + 5_000 + 40L * i);
    }
    world.unfollow(3, 3, START + 500L * posts);
    return world;
  }

  private static int random(SmallWorld world, int bound) {
    return world.random.nextInt(bound);
  }

  void follow(int reader, int author, long stamp) {
    add(
        follows,
        Topics.FOLLOWS,
        stamp,
        new Follow("u" + reader, "a" + author, Instant.ofEpochMilli(stamp)));
  }

  private void unfollow(int reader, int author, long stamp) {
    RawRecord last = follows.get(follows.size() - 1);
    follows.add(
        new RawRecord(
            last.topic(),
            reader % 2,
            last.offset() + 1,
            stamp,
            ("u" + reader + ":a" + author).getBytes(StandardCharsets.UTF_8),
            null,
            new String[0],
            new byte[0][]));
  }

  /** A view for whatever was done so far. */
  private void showWhatWasActedOn() {
    List<Engagement> shown = acts.stream().map(SmallWorld::impression).distinct().toList();
    shown.forEach(each -> add(engagements, Topics.ENGAGEMENTS, ALL_SEEN, each));
  }

  private static Engagement impression(Engagement act) {
    return Engagement.newBuilder()
        .setUserId(act.getUserId())
        .setTweetId(act.getTweetId())
        .setKind(EngagementKind.impression)
        .setAt(Instant.ofEpochMilli(ALL_SEEN))
        .build();
  }

  private void engage(int number, int post, long stamp) {
    int reader = random.nextInt(READERS);
    EngagementKind kind =
        switch (number % 9) {
          case 0, 1, 2, 3, 4 -> EngagementKind.impression;
          case 5, 6 -> EngagementKind.like;
          case 7 -> EngagementKind.click;
          default -> random.nextInt(20) == 0 ? EngagementKind.mute : EngagementKind.dwell;
        };
    // Some say that it was a while ago, two of them longer than anybody waits.
    long claimed = number % 50 == 7 ? stamp - 5_000 : stamp - random.nextInt(150);
    Engagement act =
        Engagement.newBuilder()
            .setUserId("u" + reader)
            .setTweetId("t" + post)
            .setKind(kind)
            .setAt(Instant.ofEpochMilli(claimed))
            .build();
    acts.add(act);
    add(engagements, Topics.ENGAGEMENTS, stamp, act);
  }

  private void post(int number, long stamp) {
    List<Float> vector = new ArrayList<>();
    for (int i = 0; i < DIMENSION; i++) {
      vector.add((float) random.nextGaussian() / 4);
    }
    add(posts, Topics.TWEETS_ENRICHED, stamp, enriched(number, stamp, vector));
  }

  EnrichedTweet enriched(int number, long stamp, List<Float> vector) {
    return EnrichedTweet.newBuilder()
        .setTweet(
            Tweet.newBuilder()
                .setTweetId("t" + number)
                .setAuthorId("a" + number % AUTHORS)
                .setText("text")
                .setCreatedAt(Instant.ofEpochMilli(stamp - 700))
                .build())
        .setLanguage("en")
        .setEmbedding(new Embedding("encoder", "1", vector))
        .setTopics(List.of(new ScoredLabel(TOPICS.get(number % 3), 0.5)))
        .setSafety(new Safety(number % 10 == 9 ? 0.95 : 0.1, 0.1))
        .setDuplicateCluster("c" + number / 2)
        .setProvenance(
            Provenance.newBuilder()
                .setSource(new SourcePosition("tweets", 0, (long) number))
                .setModels(List.of(new ModelRef("encoder", "1", "e".repeat(64))))
                .setEventTime(Instant.ofEpochMilli(stamp - 700))
                .build())
        .build();
  }

  private <T extends SpecificRecord> void add(
      List<RawRecord> to, Topic<T> topic, long stamp, T value) {
    int partition = (int) (stamp % 2);
    long offset = offsets.merge(topic.name() + partition, 1L, Long::sum) - 1;
    to.add(
        new RawRecord(
            topic.name(),
            partition,
            offset,
            stamp,
            topic.keyOf().apply(value).getBytes(StandardCharsets.UTF_8),
            AvroCodec.of(topic, REGISTRY).encode(value),
            new String[0],
            new byte[0][]));
  }

  private static SchemaRegistryClient registry() {
    SchemaRegistryClient registry = new MockSchemaRegistryClient();
    SchemaRegistry.provision(registry, Topics.all());
    return registry;
  }
}
