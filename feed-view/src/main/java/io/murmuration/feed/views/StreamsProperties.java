package io.murmuration.feed.views;

import io.murmuration.schemas.Topics;
import java.util.Properties;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.streams.StreamsConfig;

/** The views' settings for Kafka Streams: exactly once, quick to show, bounded in memory. */
final class StreamsProperties {
  /** Another one for another topology: the stores of the one before are no use to it. */
  private static final String APPLICATION = "murmuration-feed-view-2";

  /** What was read shows at once; this bounds only how much a restart reads again. */
  private static final int COMMIT_MILLIS = 200;

  private static final int SESSION_MILLIS = 10_000;

  private StreamsProperties() {}

  static Properties of(ViewsConfig config) {
    Properties p = new Properties();
    p.put(StreamsConfig.APPLICATION_ID_CONFIG, APPLICATION);
    p.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, config.bootstrap());
    p.put(StreamsConfig.STATE_DIR_CONFIG, config.state().toString());
    p.put(
        StreamsConfig.APPLICATION_SERVER_CONFIG,
        config.advertised().getHost() + ":" + config.advertised().getPort());
    p.put(StreamsConfig.PROCESSING_GUARANTEE_CONFIG, StreamsConfig.EXACTLY_ONCE_V2);
    p.put(StreamsConfig.NUM_STANDBY_REPLICAS_CONFIG, config.standbys());
    p.put(StreamsConfig.COMMIT_INTERVAL_MS_CONFIG, COMMIT_MILLIS);
    p.put(StreamsConfig.TOPOLOGY_OPTIMIZATION_CONFIG, StreamsConfig.REUSE_KTABLE_SOURCE_TOPICS);
    p.put(StreamsConfig.ROCKSDB_CONFIG_SETTER_CLASS_CONFIG, BoundedRocksDb.class);
    // A long post must fit the changelog as it fitted its topic.
    p.put(
        StreamsConfig.topicPrefix(TopicConfig.MAX_MESSAGE_BYTES_CONFIG),
        Integer.toString(Topics.MAX_RECORD_BYTES));
    // The group waits for a killed instance for so long before another takes its partitions.
    p.put(StreamsConfig.consumerPrefix(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG), SESSION_MILLIS);
    p.put(
        StreamsConfig.producerPrefix(ProducerConfig.MAX_REQUEST_SIZE_CONFIG),
        Topics.MAX_RECORD_BYTES);
    return p;
  }
}
