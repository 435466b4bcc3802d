package io.murmuration.feed.views;

import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.kstream.Consumed;
import org.apache.kafka.streams.kstream.Materialized;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.Stores;

/**
 * From the output topics to the views. Values are kept as they were written, in the wire format:
 * what a view answers is what the topic holds, and no value can stop the copying.
 *
 * <p>Timelines, one a reader, are restored from their own topic. Posts and creatives, which grow
 * with time and carry long texts and pictures, expire, which a table can't: they lie in time
 * segments that are dropped whole.
 */
final class ViewTopology {
  private ViewTopology() {}

  /**
   * @param keepPosts for how long after its record's timestamp a post is found
   * @param properties of Kafka Streams; they say that tables are restored from their topics
   */
  static Topology build(Duration keepPosts, Clock clock, Properties properties) {
    StreamsBuilder builder = new StreamsBuilder();
    builder.table(
        View.TIMELINES.topic().name(),
        consumed(clock),
        Materialized.<String, byte[], KeyValueStore<Bytes, byte[]>>as(View.TIMELINES.store())
            .withKeySerde(Serdes.String())
            .withValueSerde(Serdes.ByteArray())
            .withCachingDisabled());
    expiring(builder, View.CREATIVES, View.CREATIVES.topicKeeps(), clock);
    expiring(builder, View.POSTS, keepPosts, clock);
    return builder.build(properties);
  }

  private static void expiring(StreamsBuilder builder, View view, Duration keep, Clock clock) {
    builder.addStateStore(
        Stores.windowStoreBuilder(
                Stores.persistentWindowStore(view.store(), keep, Duration.ofMillis(1), false),
                Serdes.String(),
                Serdes.ByteArray())
            .withLoggingEnabled(Map.of()));
    builder.stream(view.topic().name(), consumed(clock))
        .process(() -> new StoreNewest(view), view.store());
  }

  private static Consumed<String, byte[]> consumed(Clock clock) {
    return Consumed.with(Serdes.String(), Serdes.ByteArray())
        .withTimestampExtractor(new BoundedTimestamp(clock));
  }
}
