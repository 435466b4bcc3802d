package io.murmuration.schemas;

import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Function;
import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificRecord;

/**
 * One Kafka topic: what it is called, what flows through it and how long it stays.
 *
 * @param keyOf the Kafka key of a value
 * @param config the topic's settings as Kafka names them
 */
public record Topic<T extends SpecificRecord>(
    String name,
    Class<T> type,
    Function<T, String> keyOf,
    int partitions,
    Map<String, String> config) {

  public Topic {
    Objects.requireNonNull(type, "type");
    Objects.requireNonNull(keyOf, "keyOf");
    if (!name.matches("[a-z][a-z0-9.-]{0,200}")) {
      throw new IllegalArgumentException("not a topic name: " + name);
    }
    if (partitions < 1) {
      throw new IllegalArgumentException(name + ": needs at least one partition");
    }
    config = Map.copyOf(config);
  }

  static <T extends SpecificRecord> Topic<T> retained(
      String name, Class<T> type, Function<T, String> keyOf, int partitions, Duration retention) {
    return new Topic<>(
        name,
        type,
        keyOf,
        partitions,
        Map.of("cleanup.policy", "delete", "retention.ms", Long.toString(retention.toMillis())));
  }

  static <T extends SpecificRecord> Topic<T> compacted(
      String name, Class<T> type, Function<T, String> keyOf, int partitions) {
    return new Topic<>(name, type, keyOf, partitions, Map.of("cleanup.policy", "compact"));
  }

  Topic<T> with(String key, String value) {
    Map<String, String> more = new TreeMap<>(config);
    more.put(key, value);
    return new Topic<>(name, type, keyOf, partitions, more);
  }

  /** The schema that this build reads and writes. */
  public Schema schema() {
    return SpecificData.get().getSchema(type);
  }

  /** The registry's name for what flows here (Confluent's TopicNameStrategy). */
  public String subject() {
    return name + "-value";
  }

  @Override
  public String toString() {
    return name;
  }
}
