package io.murmuration.feed.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.murmuration.event.EnrichedTweet;
import io.murmuration.feed.SampleRecords;
import io.murmuration.feed.tail.Tail;
import io.murmuration.feed.tail.TailRecord;
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
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Real indexes; the topic and the encoders are played. */
class LiveSearchTest {
  private static final Instant NOW = Instant.parse("2026-01-05T08:00:00Z");
  private static final int MAX_POSTS = 50;

  @TempDir Path folder;

  private final List<PlayedTail> tails = new CopyOnWriteArrayList<>();
  private final SampleRecords one = new SampleRecords(1, "1.0.0");
  private final SampleRecords two = new SampleRecords(2, "2.0.0");
  private final List<String> visible = new CopyOnWriteArrayList<>();
  private final Map<String, TextEncoder> encoders = new ConcurrentHashMap<>();
  private final Map<String, Integer> lookups = new ConcurrentHashMap<>();
  private volatile Error lookupError;
  private final PlayedClock clock = new PlayedClock();
  private final AtomicInteger failures = new AtomicInteger();
  private LiveSearch search;

  /** Knows two meanings: what sails, and all else. Version 2 has another dimension. */
  private record PlayedEncoder(int dimension) implements TextEncoder {
    @Override
    public Optional<float[]> encode(String text) {
      return Optional.of(vector(dimension, text.contains("boat") ? 0 : 1));
    }

    @Override
    public void close() {}
  }

  private static final class PlayedTail implements Tail {
    private final Consumer<TailRecord<EnrichedTweet>> records;
    private final AtomicLong next = new AtomicLong();
    private volatile double progress = 1;
    private volatile boolean closed;

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
  private static final class PlayedClock extends Clock {
    private volatile Instant now = NOW;

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

  @BeforeEach
  void start() throws Exception {
    encoders.putAll(Map.of("1.0.0", new PlayedEncoder(4), "2.0.0", new PlayedEncoder(6)));
    search =
        LiveSearch.start(
            new SearchConfig(folder, folder, Duration.ofHours(1), MAX_POSTS, Duration.ofMillis(20)),
            this::encoder,
            clock,
            records -> {
              PlayedTail tail = new PlayedTail(records);
              tail.progress = tails.isEmpty() ? 1 : 0;
              tails.add(tail);
              return tail;
            },
            record -> visible.add(record.key()),
            failures::incrementAndGet);
  }

  private Optional<TextEncoder> encoder(EmbeddingVersion version) {
    lookups.merge(version.version(), 1, Integer::sum);
    if (lookupError != null && version.version().equals("2.0.0")) {
      throw lookupError;
    }
    return Optional.ofNullable(encoders.get(version.version()));
  }

  @AfterEach
  void stop() {
    search.close();
  }

  @Test
  void findsFrenchAndEnglishWordsByTheirStemsAndAcrossAccents() {
    put("fr", "fr", "L'équipe chantait dans les rues");
    put("en", "en", "The team was singing in the streets");

    await().untilAsserted(() -> assertThat(byWords("street")).containsExactly("en"));
    assertThat(byWords("equipe")).containsExactly("fr");
    assertThat(byWords("rue")).containsExactly("fr");
  }

  @Test
  void findsByMeaningWhatLacksTheWords() {
    tails.get(0).give(one.post("boat", "en", "x", "a regatta", NOW, vector(4, 0)));
    tails.get(0).give(one.post("other", "en", "x", "a garden", NOW, vector(4, 1)));

    await().untilAsserted(() -> assertThat(search.search(query("boat"))).hasSize(2));
    SearchHit first = search(query("boat")).get(0);
    assertThat(first.post().path("tweet_id").asText()).isEqualTo("boat");
    assertThat(first.wordRank()).isZero();
    assertThat(first.meaningRank()).isEqualTo(1);
  }

  @Test
  void comparesMeaningsWhateverTheLengthOfTheirVectors() {
    tails.get(0).give(one.post("near", "en", "x", "a regatta", NOW, vector(4, 0)));
    tails.get(0).give(one.post("long", "en", "x", "a garden", NOW, 30, 40, 0, 0));

    await().untilAsserted(() -> assertThat(search.search(query("boat"))).hasSize(2));

    assertThat(search(query("boat")))
        .extracting(hit -> hit.post().path("tweet_id").asText())
        .containsExactly("near", "long");
  }

  @Test
  void filtersByLanguageTopicAndTime() {
    tails.get(0).give(one.post("a", "en", "music", "same words", NOW.minusSeconds(60)));
    tails.get(0).give(one.post("b", "fr", "music", "same words", NOW));
    tails.get(0).give(one.post("c", "fr", "sports", "same words", NOW));
    await().untilAsserted(() -> assertThat(byWords("same")).hasSize(3));

    assertThat(ids(new SearchQuery("same", "fr", "music", null, null, 9))).containsExactly("b");
    assertThat(ids(new SearchQuery("same", null, null, null, NOW, 9))).containsExactly("a");
    assertThat(ids(new SearchQuery("same", null, null, NOW, null, 9)))
        .containsExactlyInAnyOrder("b", "c");
  }

  @Test
  void takesTypedSyntaxForWords() {
    put("1", "en", "plain words");

    await().untilAsserted(() -> assertThat(byWords("words")).containsExactly("1"));
    assertThat(byWords("text_en:(words OR *) AND \"]~9 /.*/ \\")).containsExactly("1");
  }

  @Test
  void buildsTheIndexOfANewVersionBesideAndNeverMixesVectors() {
    for (int i = 0; i < 20; i++) {
      tails.get(0).give(one.post("old" + i, "en", "x", "boat", NOW, vector(4, 0)));
    }
    await().until(() -> search.status().posts() == 20);

    for (int i = 0; i < 20; i++) {
      tails.get(0).give(two.post("new" + i, "en", "x", "a boat", NOW, vector(6, 0)));
    }
    await().until(() -> search.status().building() != null);

    // The second tail reads it all again; the first index goes on answering, by its own vectors.
    PlayedTail rebuild = tails.get(1);
    for (int i = 0; i < 20; i++) {
      rebuild.give(one.post("old" + i, "en", "x", "boat", NOW, vector(4, 0)));
    }
    for (int i = 0; i < 20; i++) {
      rebuild.give(two.post("new" + i, "en", "x", "a boat", NOW, vector(6, 0)));
    }
    assertThat(search.status().version().version()).isEqualTo("1.0.0");
    assertThat(search(query("boat"))).allMatch(hit -> hit.meaningRank() > 0);
    rebuild.progress = 1;

    await().until(() -> search.status().version().version().equals("2.0.0"));
    assertThat(search(query("boat")))
        .hasSize(40)
        .allMatch(hit -> hit.meaningRank() > 0)
        .allMatch(hit -> hit.wordRank() > 0);
    assertThat(visible).hasSize(40);
  }

  @Test
  void takesOverOnlyWhatHoldsTheFreshestPostsAndTellsOfEachOnce() {
    PlayedTail first = tails.get(0);
    giveTwentyOf("2.0.0");
    PlayedTail rebuild = tails.get(1);
    rebuild.give(one.post("first", "en", "x", "boat", NOW));
    for (int i = 0; i < 20; i++) {
      rebuild.give(two.post("new" + i, "en", "x", "a boat", NOW, vector(6, 0)));
    }
    first.give(two.post("fresh", "en", "x", "a fresh boat", NOW, vector(6, 0)));
    await().untilAsserted(() -> assertThat(byWords("fresh")).containsExactly("fresh"));

    rebuild.progress = 1;

    // The old one reads no further and answers, until the new one has what it lacks.
    await().until(() -> first.closed);
    assertThat(search.status().building()).isNotNull();
    assertThat(byWords("fresh")).containsExactly("fresh");
    rebuild.give(two.post("fresh", "en", "x", "a fresh boat", NOW, vector(6, 0)));
    await().until(() -> search.status().building() == null);
    assertThat(byWords("fresh")).containsExactly("fresh");
    rebuild.give(two.post("later", "en", "x", "boat", NOW, vector(6, 0)));
    assertThat(visible).hasSize(23).doesNotHaveDuplicates();
  }

  @Test
  void boundsTheIndexThatIsBuiltBeside() {
    giveTwentyOf("2.0.0");
    PlayedTail rebuild = tails.get(1);

    for (int i = 0; i < MAX_POSTS + 30; i++) {
      rebuild.give(two.post("t" + i, "en", "x", "boat", NOW, vector(6, 0)));
    }

    await()
        .atMost(Duration.ofSeconds(20))
        .untilAsserted(() -> assertThat(search.status().buildingPosts()).isBetween(1, MAX_POSTS));
  }

  @Test
  void looksAgainForAModelThatWasNotThere() {
    TextEncoder late = encoders.remove("2.0.0");
    put("first", "en", "boat");
    for (int i = 0; i < 20; i++) {
      tails.get(0).give(two.post("new" + i, "en", "x", "a boat", NOW, vector(6, 0)));
    }
    await().until(() -> lookups.getOrDefault("2.0.0", 0) == 1);
    encoders.put("2.0.0", late);

    clock.now = NOW.plus(Duration.ofMinutes(2));

    await().until(() -> search.status().building() != null);
  }

  @Test
  void endsWithAnErrorRatherThanInSilence() {
    put("first", "en", "boat");
    lookupError = new NoClassDefFoundError("played");

    for (int i = 0; i < 20; i++) {
      tails.get(0).give(two.post("new" + i, "en", "x", "a boat", NOW, vector(6, 0)));
    }

    await().untilAsserted(() -> assertThat(failures).hasValue(1));
  }

  @Test
  void saysItsStatusWhileItTakesOver() throws Exception {
    giveTwentyOf("2.0.0");
    PlayedTail rebuild = tails.get(1);
    AtomicReference<RuntimeException> thrown = new AtomicReference<>();
    AtomicBoolean over = new AtomicBoolean();
    Thread looking =
        new Thread(
            () -> {
              try {
                while (!over.get()) {
                  search.status();
                }
              } catch (RuntimeException e) {
                thrown.set(e);
              }
            });
    looking.start();
    for (int i = 0; i < 21; i++) {
      rebuild.give(two.post("new" + i, "en", "x", "a boat", NOW, vector(6, 0)));
    }

    rebuild.progress = 1;

    await().until(() -> search.status().building() == null);
    over.set(true);
    looking.join();
    assertThat(thrown).hasNullValue();
  }

  /** One post of the first version, then so many of another that its index is being built. */
  private void giveTwentyOf(String version) {
    put("first", "en", "boat");
    for (int i = 0; i < 20; i++) {
      tails.get(0).give(two.post("new" + i, "en", "x", "a boat", NOW, vector(6, 0)));
    }
    await().until(() -> search.status().building() != null);
    assertThat(search.status().building().version()).isEqualTo(version);
  }

  @Test
  void isNotSwayedByACanary() {
    for (int i = 0; i < 40; i++) {
      SampleRecords records = i % 2 == 0 ? one : two;
      float[] vector = vector(i % 2 == 0 ? 4 : 6, 0);
      tails.get(0).give(records.post("t" + i, "en", "x", "boat", NOW, vector));
    }
    await()
        .untilAsserted(
            () ->
                assertThat(search(query("boat")))
                    .hasSize(40)
                    .allMatch(hit -> hit.meaningRank() > 0));
    assertThat(tails).hasSize(1);
  }

  @Test
  void forgetsTheOldestWhenThereAreTooMany() {
    for (int i = 0; i < MAX_POSTS + 30; i++) {
      put("t" + i, "en", "flood");
    }

    SearchQuery all = new SearchQuery("flood", null, null, null, null, 100);
    await()
        .atMost(Duration.ofSeconds(20))
        .untilAsserted(
            () ->
                assertThat(ids(all))
                    .hasSize(MAX_POSTS)
                    .contains("t" + (MAX_POSTS + 29))
                    .doesNotContain("t0"));
  }

  private void put(String id, String language, String text) {
    tails.get(0).give(one.post(id, language, "x", text, NOW));
  }

  private static float[] vector(int dimension, int axis) {
    float[] vector = new float[dimension];
    vector[axis] = 1;
    return vector;
  }

  private static SearchQuery query(String text) {
    return new SearchQuery(text, null, null, null, null, 50);
  }

  private List<SearchHit> search(SearchQuery query) {
    try {
      return search.search(query);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private List<String> ids(SearchQuery query) {
    return search(query).stream().map(hit -> hit.post().path("tweet_id").asText()).toList();
  }

  private List<String> byWords(String text) {
    return search(query(text)).stream()
        .filter(hit -> hit.wordRank() > 0)
        .map(hit -> hit.post().path("tweet_id").asText())
        .toList();
  }
}
