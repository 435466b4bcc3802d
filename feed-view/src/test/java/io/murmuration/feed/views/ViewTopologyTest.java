package io.murmuration.feed.views;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Properties;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.state.WindowStoreIterator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The copying from topics to stores, record by record. */
class ViewTopologyTest {
  private static final Instant NOW = Instant.parse("2026-01-05T08:00:00Z");
  private static final Duration KEEP = Duration.ofHours(1);

  @TempDir Path state;

  private TopologyTestDriver driver;

  @BeforeEach
  void start() {
    ViewsConfig config =
        new ViewsConfig("localhost:1", state, URI.create("http://127.0.0.1:1"), KEEP, 0);
    Properties properties = StreamsProperties.of(config);
    Clock clock = Clock.fixed(NOW, ZoneOffset.UTC);
    driver = new TopologyTestDriver(ViewTopology.build(KEEP, clock, properties), properties, NOW);
  }

  @AfterEach
  void stop() {
    driver.close();
  }

  @Test
  void keepsTheLastValueAsItWasWrittenWhateverItsBytes() {
    TestInputTopic<String, byte[]> timelines = topic(View.TIMELINES);
    timelines.pipeInput("u1", bytes("first"));

    timelines.pipeInput("u1", bytes("not even a record"));

    assertThat(driver.<String, byte[]>getKeyValueStore("timelines").get("u1"))
        .isEqualTo(bytes("not even a record"));
  }

  @Test
  void takesARecalledCreativeAway() {
    TestInputTopic<String, byte[]> creatives = topic(View.CREATIVES);
    creatives.pipeInput("r1", bytes("ad"));

    creatives.pipeInput("r1", null);

    assertThat(valuesOf("creatives", "r1")).isEmpty();
  }

  @Test
  void keepsOneValueOfAPostThatComesTwice() {
    TestInputTopic<String, byte[]> posts = topic(View.POSTS);
    posts.pipeInput("t1", bytes("late stamp"), NOW.minusSeconds(5));

    posts.pipeInput("t1", bytes("last in the topic"), NOW.minusSeconds(90));

    assertThat(valuesOf("t1")).isEqualTo("last in the topic;");
  }

  @Test
  void forgetsAPostThatIsTakenBack() {
    TestInputTopic<String, byte[]> posts = topic(View.POSTS);
    posts.pipeInput("t1", bytes("post"), NOW.minusSeconds(5));

    posts.pipeInput("t1", null, NOW);

    assertThat(valuesOf("t1")).isEmpty();
  }

  @Test
  void expiresPostsButNotByOneThatIsDatedIntoTheFuture() {
    TestInputTopic<String, byte[]> posts = topic(View.POSTS);
    posts.pipeInput("old", bytes("old"), NOW.minus(KEEP.multipliedBy(4)));
    posts.pipeInput("young", bytes("young"), NOW.minusSeconds(60));

    posts.pipeInput("ahead", bytes("ahead"), NOW.plus(Duration.ofDays(9_000)));

    assertThat(valuesOf("old")).isEmpty();
    assertThat(valuesOf("young")).isEqualTo("young;");
    assertThat(valuesOf("ahead")).isEqualTo("ahead;");
  }

  @Test
  void expiresCreativesAsTheirTopicDoes() {
    TestInputTopic<String, byte[]> creatives = topic(View.CREATIVES);
    Duration month = Duration.ofDays(30);
    creatives.pipeInput("old", bytes("old"), NOW.minus(month.multipliedBy(2)));
    creatives.pipeInput("young", bytes("young"), NOW.minus(month).plusSeconds(60));

    creatives.pipeInput("new", bytes("new"), NOW);

    assertThat(valuesOf("creatives", "old")).isEmpty();
    assertThat(valuesOf("creatives", "young")).isEqualTo("young;");
    assertThat(driver.getAllStateStores().get("creatives"))
        .isInstanceOf(org.apache.kafka.streams.state.WindowStore.class);
  }

  private TestInputTopic<String, byte[]> topic(View view) {
    return driver.createInputTopic(
        view.topic().name(), new StringSerializer(), new ByteArraySerializer());
  }

  private String valuesOf(String id) {
    return valuesOf("posts", id);
  }

  private String valuesOf(String store, String id) {
    StringBuilder values = new StringBuilder();
    try (WindowStoreIterator<byte[]> found =
        driver
            .<String, byte[]>getWindowStore(store)
            .fetch(id, Instant.EPOCH, NOW.plus(Duration.ofDays(36_500)))) {
      found.forEachRemaining(
          each -> values.append(new String(each.value, StandardCharsets.UTF_8)).append(';'));
    }
    return values.toString();
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
