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
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * Reads what is published: shows each creative to its audience and reports what became of it, and
 * remembers the newest posts, for advertisements to stand beside. On a thread of its own.
 */
final class AdAudience implements AutoCloseable {
  private static final int REMEMBERED = 50;
  private static final Duration POLL = Duration.ofMillis(200);

  private final Consumer<byte[], byte[]> consumer;
  private final AvroDeserializer<Creative> creatives;
  private final java.util.function.Consumer<CreativeFeedback> feedback;
  private final Clicks clicks;
  private final LoadMeter meter;
  private final Clock clock = Clock.systemUTC();
  private final Deque<String> posts = new ArrayDeque<>();
  private final Thread thread;
  private volatile RuntimeException failure;

  /**
   * @param consumer assigned to what is to be read; closed on this audience's thread
   * @param creatives for that thread alone
   * @param feedback hears what became of each, on that thread
   * @param meter counts as skipped what can't be shown or remembered
   */
  AdAudience(
      Consumer<byte[], byte[]> consumer,
      AvroDeserializer<Creative> creatives,
      java.util.function.Consumer<CreativeFeedback> feedback,
      long seed,
      LoadMeter meter) {
    this.consumer = consumer;
    this.creatives = creatives;
    this.feedback = feedback;
    this.meter = meter;
    clicks = new Clicks(seed);
    thread = new Thread(this::follow, "ad-audience");
    thread.setDaemon(true);
    thread.start();
  }

  /** From the topics' ends; see the constructor. */
  static AdAudience follow(
      LoadTarget target,
      java.util.function.Consumer<CreativeFeedback> feedback,
      long seed,
      LoadMeter meter) {
    return new AdAudience(
        atTheEnds(target),
        new AvroDeserializer<>(Topics.ADS_CREATIVES, SchemaRegistry.connect(target.registryUrl())),
        feedback,
        seed,
        meter);
  }

  private static Consumer<byte[], byte[]> atTheEnds(LoadTarget target) {
    Consumer<byte[], byte[]> consumer =
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
    return consumer;
  }

  /**
   * @throws IllegalStateException if the audience has stopped looking
   */
  synchronized List<String> recentPosts() {
    if (failure != null) {
      throw new IllegalStateException("nobody looks at the ads any more: " + failure, failure);
    }
    return List.copyOf(posts);
  }

  private void follow() {
    try (consumer) {
      while (true) {
        for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
          take(record);
        }
      }
    } catch (WakeupException | org.apache.kafka.common.errors.InterruptException e) {
      // It was closed.
    } catch (RuntimeException e) {
      failure = e;
      throw e;
    }
  }

  private void take(ConsumerRecord<byte[], byte[]> record) {
    try {
      if (record.key() == null) {
        meter.skipped();
      } else if (record.topic().equals(Topics.ADS_CREATIVES.name())) {
        show(creatives.deserialize(record.topic(), record.value()));
      } else {
        remember(new String(record.key(), StandardCharsets.UTF_8));
      }
    } catch (SerializationException e) {
      meter.skipped();
    }
  }

  /**
   * @param creative null where it was taken back
   */
  private void show(Creative creative) {
    if (creative != null) {
      clicks.on(creative, clock.instant()).ifPresent(feedback);
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
  }
}
