package io.murmuration.jobs.replay;

import io.murmuration.event.SourcePosition;
import io.murmuration.jobs.TopicSerializer;
import io.murmuration.schemas.ReplayTopics;
import java.io.Serializable;
import java.util.List;
import org.apache.flink.api.common.serialization.SerializationSchema.InitializationContext;
import org.apache.flink.connector.kafka.sink.KafkaRecordSerializationSchema;
import org.apache.kafka.clients.producer.ProducerRecord;

/** Writes what comes of the windows of a replay, to its topics; leaves out what comes before. */
public final class WindowedSerializer<E> implements KafkaRecordSerializationSchema<E> {
  private final TopicSerializer<E, ?> serializer;
  private final List<ReplayWindow> windows;
  private final PositionOf<E> positionOf;
  private transient ResultPositions positions;

  /** The input that an element came of. */
  @FunctionalInterface
  public interface PositionOf<E> extends Serializable {
    SourcePosition position(E element);
  }

  WindowedSerializer(
      TopicSerializer<E, ?> serializer, List<ReplayWindow> windows, PositionOf<E> positionOf) {
    this.serializer = serializer;
    this.windows = windows;
    this.positionOf = positionOf;
  }

  @Override
  public void open(InitializationContext context, KafkaSinkContext sinkContext) throws Exception {
    serializer.open(context, sinkContext);
    // An exactly-once writer opens it twice, and of two metrics of a name Flink takes the first.
    if (positions == null) {
      positions = new ResultPositions(windows, context.getMetricGroup());
    }
  }

  /**
   * @return null for what is not written
   * @throws IllegalStateException if the record would go to a topic of production
   */
  @Override
  public ProducerRecord<byte[], byte[]> serialize(
      E element, KafkaSinkContext context, Long timestamp) {
    SourcePosition position = positionOf.position(element);
    positions.reached(position);
    if (windows.stream().noneMatch(window -> window.writes(position))) {
      return null;
    }
    ProducerRecord<byte[], byte[]> record = serializer.serialize(element, context, timestamp);
    if (ReplayTopics.replayOf(record.topic()).isEmpty()) {
      throw new IllegalStateException(
          "a replay writes to twins alone, and %s is production's".formatted(record.topic()));
    }
    return record;
  }
}
