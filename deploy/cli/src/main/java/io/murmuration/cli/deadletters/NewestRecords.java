package io.murmuration.cli.deadletters;

import io.murmuration.cli.kafka.CommittedRecords;
import io.murmuration.event.DeadLetter;
import io.murmuration.event.SourcePosition;
import io.murmuration.loadgen.LoadTarget;
import io.murmuration.schemas.Topics;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Predicate;

/**
 * Whether a compacted topic holds a newer committed record of a letter's key. Reads a topic when it
 * is first asked about it, and what was added each time after; memory is that of its keys. For one
 * thread.
 */
final class NewestRecords implements Predicate<DeadLetter>, AutoCloseable {
  private record Key(int partition, ByteBuffer bytes) {}

  private record Watched(CommittedRecords records, Map<Key, Long> newest) {}

  private final LoadTarget target;
  private final Map<String, Watched> topics = new HashMap<>();

  NewestRecords(LoadTarget target) {
    this.target = target;
  }

  @Override
  public boolean test(DeadLetter letter) {
    SourcePosition source = letter.getSource();
    if (letter.getOriginalKey() == null || !isCompacted(source.getTopic())) {
      return false;
    }
    Key key =
        new Key(source.getPartition(), ByteBuffer.wrap(LetterText.bytes(letter.getOriginalKey())));
    return newest(source.getTopic()).getOrDefault(key, -1L) > source.getOffset();
  }

  private Map<Key, Long> newest(String topic) {
    Watched watched =
        topics.computeIfAbsent(
            topic,
            name -> new Watched(new CommittedRecords(target.bootstrap(), name), new HashMap<>()));
    watched
        .records()
        .readToEnd(
            record ->
                watched
                    .newest()
                    .put(
                        new Key(record.partition(), ByteBuffer.wrap(record.key())),
                        record.offset()));
    return watched.newest();
  }

  private static boolean isCompacted(String topic) {
    return Topics.byName(topic)
        .map(known -> known.config().getOrDefault("cleanup.policy", ""))
        .filter(policy -> policy.contains("compact"))
        .isPresent();
  }

  @Override
  public void close() {
    topics.values().forEach(watched -> watched.records().close());
  }
}
