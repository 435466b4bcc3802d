package io.murmuration.loadgen;

import io.murmuration.event.Creative;
import io.murmuration.event.CreativeFeedback;
import io.murmuration.loadgen.ads.Clicks;
import io.murmuration.schemas.AvroDeserializer;
import io.murmuration.schemas.SchemaRegistry;
import io.murmuration.schemas.Topics;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * Reads what is published: shows each creative to its audience and reports what became of it, and
 * remembers the newest posts, for advertisements to stand beside. On a thread of its own.
 */
final class AdAudience implements AutoCloseable {
  private static final int REMEMBERED = 50;
  private static final Duration POLL = Duration.ofMillis(200);

  private final KafkaConsumer<byte[], byte[]> consumer;
  private final AvroDeserializer<Creative> creatives;
  private final RecordSender<CreativeFeedback> sender;
  private final Clicks clicks;
  private final Clock clock = Clock.systemUTC();
  private final Deque<String> posts = new ArrayDeque<>();
  private final Thread thread;

  private AdAudience(LoadTarget target, long seed) {
    consumer =
        new KafkaConsumer<>(
            Map.of(
                "bootstrap.servers",
                target.bootstrap(),
                "isolation.level",
                "read_committed",
                "max.partition.fetch.bytes",
                Topics.MAX_RECORD_BYTES,
                "reconnect.backoff.max.ms",
                500),
            new ByteArrayDeserializer(),
            new ByteArrayDeserializer());
    List<TopicPartition> partitions =
        Stream.of(Topics.ADS_CREATIVES, Topics.TWEETS_ENRICHED)
            .flatMap(topic -> consumer.partitionsFor(topic.name()).stream())
            .map(info -> new TopicPartition(info.topic(), info.partition()))
            .toList();
    consumer.assign(partitions);
    consumer.seekToEnd(partitions);
    partitions.forEach(consumer::position);
    creatives =
        new AvroDeserializer<>(Topics.ADS_CREATIVES, SchemaRegistry.connect(target.registryUrl()));
    sender = new RecordSender<>(target, Topics.CREATIVES_FEEDBACK, clock, new LoadMeter());
    clicks = new Clicks(seed);
    thread = new Thread(this::follow, "ad-audience");
    thread.setDaemon(true);
    thread.start();
  }

  /** From the topics' ends. */
  static AdAudience follow(LoadTarget target, long seed) {
    return new AdAudience(target, seed);
  }

  synchronized List<String> recentPosts() {
    return List.copyOf(posts);
  }

  private void follow() {
    try {
      while (true) {
        for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
          if (record.topic().equals(Topics.ADS_CREATIVES.name())) {
            show(record);
          } else {
            remember(new String(record.key(), StandardCharsets.UTF_8));
          }
        }
      }
    } catch (WakeupException | org.apache.kafka.common.errors.InterruptException e) {
      consumer.close();
    }
  }

  private void show(ConsumerRecord<byte[], byte[]> record) {
    Creative creative = creatives.deserialize(record.topic(), record.value());
    if (creative != null) {
      clicks.on(creative, clock.instant()).ifPresent(each -> sender.send(each, clock.millis()));
    }
  }

  private synchronized void remember(String tweetId) {
    posts.addLast(tweetId);
    if (posts.size() > REMEMBERED) {
      posts.removeFirst();
    }
  }

  @Override
  public void close() {
    consumer.wakeup();
    try {
      thread.join(5_000);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    sender.close();
  }
}
