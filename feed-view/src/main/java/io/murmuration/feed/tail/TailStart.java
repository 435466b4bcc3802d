package io.murmuration.feed.tail;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.OffsetAndTimestamp;
import org.apache.kafka.common.TopicPartition;

/** From where a topic is followed. */
public interface TailStart {
  /**
   * @return an offset for each partition
   */
  Map<TopicPartition, Long> offsets(Consumer<?, ?> consumer, List<TopicPartition> partitions);

  /** The last so many positions of each partition. */
  static TailStart last(long records) {
    return (consumer, partitions) -> {
      Map<TopicPartition, Long> first = consumer.beginningOffsets(partitions);
      Map<TopicPartition, Long> offsets = new HashMap<>();
      consumer
          .endOffsets(partitions)
          .forEach((at, end) -> offsets.put(at, Math.max(first.get(at), end - records)));
      return offsets;
    };
  }

  /** Records with this timestamp or a later one. */
  static TailStart since(long epochMillis) {
    return (consumer, partitions) -> {
      Map<TopicPartition, OffsetAndTimestamp> found =
          consumer.offsetsForTimes(
              partitions.stream().collect(Collectors.toMap(at -> at, at -> epochMillis)));
      Map<TopicPartition, Long> offsets = new HashMap<>(consumer.endOffsets(partitions));
      found.forEach(
          (at, first) -> {
            if (first != null) {
              offsets.put(at, first.offset());
            }
          });
      return offsets;
    };
  }
}
