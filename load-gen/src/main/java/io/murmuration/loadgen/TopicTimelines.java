package io.murmuration.loadgen;

import io.murmuration.event.RankedTimeline;
import io.murmuration.event.TimelineEntry;
import io.murmuration.schemas.AvroCodec;
import io.murmuration.schemas.SchemaRegistry;
import io.murmuration.schemas.Topics;
import io.murmuration.schemas.UndecodableRecordException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** The newest timelines as their topic tells them, for where no feed-view runs. */
public final class TopicTimelines implements TimelineSource {
  private final Map<String, List<String>> byUser = new ConcurrentHashMap<>();
  private final KafkaConsumer<byte[], byte[]> consumer;
  private final AvroCodec<RankedTimeline> codec;
  private final Thread thread;

  public TopicTimelines(LoadTarget target) {
    consumer =
        new KafkaConsumer<>(
            Map.of(
                "bootstrap.servers",
                target.bootstrap(),
                "isolation.level",
                "read_committed",
                "reconnect.backoff.max.ms",
                500),
            new ByteArrayDeserializer(),
            new ByteArrayDeserializer());
    List<TopicPartition> partitions =
        consumer.partitionsFor(Topics.TIMELINES_RANKED.name()).stream()
            .map(info -> new TopicPartition(info.topic(), info.partition()))
            .toList();
    consumer.assign(partitions);
    consumer.seekToEnd(partitions);
    partitions.forEach(consumer::position);
    codec = AvroCodec.of(Topics.TIMELINES_RANKED, SchemaRegistry.connect(target.registryUrl()));
    thread = new Thread(this::follow, "timelines");
    thread.setDaemon(true);
    thread.start();
  }

  private void follow() {
    try {
      while (true) {
        for (ConsumerRecord<byte[], byte[]> record : consumer.poll(Duration.ofMillis(200))) {
          keep(record.value());
        }
      }
    } catch (WakeupException e) {
      consumer.close();
    }
  }

  private void keep(byte[] value) {
    try {
      RankedTimeline timeline = codec.decode(value);
      byUser.put(
          timeline.getUserId(),
          timeline.getEntries().stream().map(TimelineEntry::getTweetId).toList());
    } catch (UndecodableRecordException e) {
      // Not ours to judge: nobody is shown it.
    }
  }

  @Override
  public List<String> timelineOf(String user) {
    return byUser.getOrDefault(user, List.of());
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
