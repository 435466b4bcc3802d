package io.murmuration.jobs;

import io.murmuration.schemas.AvroCodec;
import io.murmuration.schemas.UndecodableRecordException;
import java.io.Serializable;
import org.apache.avro.specific.SpecificRecord;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.apache.flink.util.Collector;

/**
 * From a topic's bytes to what they say; what can't be read goes to the dead letters.
 *
 * @param <T> the topic's value
 * @param <E> what flows on: the record together with its value
 */
public final class Decode<T extends SpecificRecord, E> extends ProcessFunction<RawRecord, E> {
  public static final String STAGE = "decode";

  private final TopicOf<T> topicOf;
  private final RegistryConnector registry;
  private final Joined<T, E> joined;
  private final boolean tombstones;
  private transient AvroCodec<T> codec;

  /** Joins a record with the value that was read from it. */
  @FunctionalInterface
  public interface Joined<T, E> extends Serializable {
    E of(RawRecord record, T value);
  }

  public Decode(TopicOf<T> topicOf, RegistryConnector registry, Joined<T, E> joined) {
    this(topicOf, registry, joined, false);
  }

  private Decode(
      TopicOf<T> topicOf, RegistryConnector registry, Joined<T, E> joined, boolean tombstones) {
    this.topicOf = topicOf;
    this.registry = registry;
    this.joined = joined;
    this.tombstones = tombstones;
  }

  /** Of a topic where a record without a value says something: it is joined with null. */
  public static <T extends SpecificRecord, E> Decode<T, E> withTombstones(
      TopicOf<T> topicOf, RegistryConnector registry, Joined<T, E> joined) {
    return new Decode<>(topicOf, registry, joined, true);
  }

  @Override
  public void open(OpenContext context) {
    codec = AvroCodec.of(topicOf.topic(), registry.connect());
  }

  /**
   * @throws io.murmuration.schemas.RegistryUnavailableException if the schema is new to this task
   *     and the registry is away: the job restarts from here, and no record is blamed
   */
  @Override
  public void processElement(RawRecord record, Context context, Collector<E> out) {
    if (tombstones && record.value() == null) {
      out.collect(joined.of(record, null));
      return;
    }
    try {
      out.collect(joined.of(record, codec.decode(record.value())));
    } catch (UndecodableRecordException e) {
      context.output(
          DeadLetters.TAG, DeadLetters.of(record, STAGE, e.kind().name(), e.getMessage(), 1, null));
    }
  }
}
