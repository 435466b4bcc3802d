package io.murmuration.cli.kafka;

import io.murmuration.schemas.Topics;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndTimestamp;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * Reads a topic's committed records, all of its partitions, in a group of nobody. For one thread.
 */
public final class CommittedRecords implements AutoCloseable {
  private static final Duration POLL = Duration.ofMillis(200);

  private final KafkaConsumer<byte[], byte[]> consumer;
  private final List<TopicPartition> partitions;

  /**
   * Stands at the topic's beginning.
   *
   * @throws org.apache.kafka.common.KafkaException if the broker does not answer
   */
  public CommittedRecords(String bootstrap, String topic) {
    consumer = consumer(bootstrap);
    partitions =
        consumer.partitionsFor(topic).stream()
            .map(info -> new TopicPartition(topic, info.partition()))
            .toList();
    consumer.assign(partitions);
    consumer.seekToBeginning(partitions);
  }

  /** One that is assigned nothing yet. */
  public static KafkaConsumer<byte[], byte[]> consumer(String bootstrap) {
    return new KafkaConsumer<>(
        Map.of(
            "bootstrap.servers",
            bootstrap,
            "isolation.level",
            "read_committed",
            "auto.offset.reset",
            "earliest",
            "max.partition.fetch.bytes",
            Topics.MAX_RECORD_BYTES,
            "fetch.max.bytes",
            2 * Topics.MAX_RECORD_BYTES,
            "fetch.max.wait.ms",
            100,
            "default.api.timeout.ms",
            15_000),
        new ByteArrayDeserializer(),
        new ByteArrayDeserializer());
  }

  /** What it reads from now on has this stamp or a later one. */
  public CommittedRecords since(long epochMillis) {
    Map<TopicPartition, OffsetAndTimestamp> found =
        consumer.offsetsForTimes(
            partitions.stream().collect(Collectors.toMap(p -> p, p -> epochMillis)));
    consumer.seekToEnd(partitions);
    found.forEach(
        (partition, at) -> {
          if (at != null) {
            consumer.seek(partition, at.offset());
          }
        });
    return this;
  }

  public CommittedRecords toEnd() {
    consumer.seekToEnd(partitions);
    partitions.forEach(consumer::position);
    return this;
  }

  public void seek(int partition, long offset) {
    for (TopicPartition each : partitions) {
      if (each.partition() == partition) {
        consumer.seek(each, offset);
      }
    }
  }

  public List<Integer> partitions() {
    return partitions.stream().map(TopicPartition::partition).toList();
  }

  /** Where the next record of a partition is read. */
  public long position(int partition) {
    return consumer.position(new TopicPartition(partitions.get(0).topic(), partition));
  }

  /** Hands out what is committed now; a second call goes on from there. */
  public void readToEnd(Consumer<ConsumerRecord<byte[], byte[]>> each) {
    Map<TopicPartition, Long> ends = new HashMap<>(consumer.endOffsets(partitions));
    while (!ends.entrySet().stream().allMatch(e -> consumer.position(e.getKey()) >= e.getValue())) {
      consumer.poll(POLL).forEach(each);
    }
  }

  /** Hands out what there is within the time. */
  public void poll(Duration time, Consumer<ConsumerRecord<byte[], byte[]>> each) {
    consumer.poll(time).forEach(each);
  }

  @Override
  public void close() {
    consumer.close();
  }
}
