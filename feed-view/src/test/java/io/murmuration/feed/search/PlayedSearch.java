package io.murmuration.feed.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.murmuration.event.EnrichedTweet;
import io.murmuration.feed.SampleRecords;
import io.murmuration.feed.tail.Tail;
import io.murmuration.feed.tail.TailRecord;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

/** A search over real indexes; the topic and the encoders are played. */
final class PlayedSearch implements AutoCloseable {
  static final Instant NOW = Instant.parse("2026-01-05T08:00:00Z");
  static final int MAX_POSTS = 50;

  final List<PlayedTail> tails = new CopyOnWriteArrayList<>();
  final SampleRecords one = new SampleRecords(1, "1.0.0");
  final SampleRecords two = new SampleRecords(2, "2.0.0");
  final List<String> visible = new CopyOnWriteArrayList<>();
  final Map<String, TextEncoder> encoders = new ConcurrentHashMap<>();
  final Map<String, Integer> lookups = new ConcurrentHashMap<>();
  final PlayedClock clock = new PlayedClock();
  final AtomicInteger failures = new AtomicInteger();
  final LiveSearch live;
  volatile Error lookupError;

  PlayedSearch(Path folder) throws IOException {
    encoders.putAll(Map.of("1.0.0", new PlayedEncoder(4), "2.0.0", new PlayedEncoder(6)));
    live =
        LiveSearch.start(
            new SearchConfig(folder, folder, Duration.ofHours(1), MAX_POSTS, Duration.ofMillis(20)),
            this::encoder,
            clock,
            this::tail,
            record -> visible.add(record.key()),
            failures::incrementAndGet);
  }

  /** The first holds all that there is; others have it still to read. */
  private PlayedTail tail(Consumer<TailRecord<EnrichedTweet>> records) {
    PlayedTail tail = new PlayedTail(records);
    tail.progress = tails.isEmpty() ? 1 : 0;
    tails.add(tail);
    return tail;
  }

  private Optional<TextEncoder> encoder(EmbeddingVersion version) {
    lookups.merge(version.version(), 1, Integer::sum);
    if (lookupError != null && version.version().equals("2.0.0")) {
      throw lookupError;
    }
    return Optional.ofNullable(encoders.get(version.version()));
  }

  /** Knows two meanings: what sails, and all else. Version 2 has another dimension. */
  private record PlayedEncoder(int dimension) implements TextEncoder {
    @Override
    public Optional<float[]> encode(String text) {
      return Optional.of(vector(dimension, text.contains("boat") ? 0 : 1));
    }

    @Override
    public void close() {}
  }

  static final class PlayedTail implements Tail {
    private final Consumer<TailRecord<EnrichedTweet>> records;
    private final AtomicLong next = new AtomicLong();
    volatile double progress = 1;
    volatile boolean closed;

    private PlayedTail(Consumer<TailRecord<EnrichedTweet>> records) {
      this.records = records;
    }

    void give(EnrichedTweet post) {
      String key = post.getTweet().getTweetId();
      OptionalLong none = OptionalLong.empty();
      long offset = next.get();
      records.accept(new TailRecord<>(0, offset, key, post, NOW.toEpochMilli(), none, none, true));
      next.set(offset + 1);
    }

    @Override
    public Map<Integer, Long> positions() {
      return Map.of(0, next.get());
    }

    @Override
    public double progress() {
      return progress;
    }

    @Override
    public long undecodable() {
      return 0;
    }

    @Override
    public void close() {
      closed = true;
    }
  }

  /** Moved by hand. */
  static final class PlayedClock extends Clock {
    volatile Instant now = NOW;

    @Override
    public Instant instant() {
      return now;
    }

    @Override
    public ZoneId getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      return this;
    }
  }

  void put(String id, String language, String text) {
    tails.get(0).give(one.post(id, language, "x", text, NOW));
  }

  /** Twenty posts whose vectors are of the second version. */
  void giveTwentyOfTheSecond(PlayedTail tail) {
    for (int i = 0; i < 20; i++) {
      tail.give(two.post("new" + i, "en", "x", "a boat", NOW, vector(6, 0)));
    }
  }

  /** One post of the first version, then so many of the second that its index is being built. */
  void awaitBuildingOfTheSecond() {
    put("first", "en", "boat");
    giveTwentyOfTheSecond(tails.get(0));
    await().until(() -> live.status().building() != null);
    assertThat(live.status().building().version()).isEqualTo("2.0.0");
  }

  static float[] vector(int dimension, int axis) {
    float[] vector = new float[dimension];
    vector[axis] = 1;
    return vector;
  }

  static SearchQuery query(String text) {
    return new SearchQuery(text, null, null, null, null, 50);
  }

  List<SearchHit> find(SearchQuery query) {
    try {
      return live.search(query);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  List<String> ids(SearchQuery query) {
    return find(query).stream().map(hit -> hit.post().path("tweet_id").asText()).toList();
  }

  List<String> byWords(String text) {
    return find(query(text)).stream()
        .filter(hit -> hit.wordRank() > 0)
        .map(hit -> hit.post().path("tweet_id").asText())
        .toList();
  }

  @Override
  public void close() {
    live.close();
  }
}
