package io.murmuration.schemas;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.avro.specific.SpecificRecord;

/**
 * Where one replay may write: the twins {@code <topic>.replay.<id>}, and nothing else. Whoever has
 * only this has no way to a topic of production.
 */
public record ReplayTopics(String id) {
  private static final String INFIX = ".replay.";
  private static final Duration RETENTION = Duration.ofDays(3);

  public ReplayTopics {
    if (!id.matches("[a-z0-9][a-z0-9-]{0,39}")) {
      throw new IllegalArgumentException(
          "'%s' is no name for a replay: take up to 40 of a-z, 0-9 and -".formatted(id));
    }
  }

  /** The twin: the same records and keys, kept for three days. */
  public <T extends SpecificRecord> Topic<T> twinOf(Topic<T> topic) {
    if (topic.name().contains(INFIX)) {
      throw new IllegalArgumentException(topic + " is a replay's already");
    }
    Map<String, String> config = new TreeMap<>(topic.config());
    config.put("cleanup.policy", "delete");
    config.put("retention.ms", Long.toString(RETENTION.toMillis()));
    return new Topic<>(
        prefixOf(topic) + id, topic.type(), topic.keyOf(), topic.partitions(), config);
  }

  /** What the names of all twins of a topic begin with. */
  public static String prefixOf(Topic<?> topic) {
    return topic.name() + INFIX;
  }

  /** The replay that a topic belongs to; empty for a topic of production. */
  public static Optional<String> replayOf(String topicName) {
    int at = topicName.indexOf(INFIX);
    return at < 0 ? Optional.empty() : Optional.of(topicName.substring(at + INFIX.length()));
  }

  /** A topic by its name, be it production's or a twin. */
  public static Optional<Topic<?>> find(String topicName) {
    Optional<String> replay = replayOf(topicName);
    if (replay.isEmpty()) {
      return Topics.byName(topicName);
    }
    try {
      ReplayTopics twins = new ReplayTopics(replay.get());
      String base = topicName.substring(0, topicName.indexOf(INFIX));
      return Topics.byName(base).map(twins::twinOf);
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }
}
