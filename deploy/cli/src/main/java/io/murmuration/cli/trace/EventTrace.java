package io.murmuration.cli.trace;

import com.fasterxml.jackson.databind.JsonNode;
import io.confluent.kafka.schemaregistry.client.SchemaRegistryClient;
import io.murmuration.cli.diff.Provenances;
import io.murmuration.cli.kafka.CommittedRecords;
import io.murmuration.event.DeadLetter;
import io.murmuration.event.SourcePosition;
import io.murmuration.loadgen.LoadTarget;
import io.murmuration.schemas.AvroCodec;
import io.murmuration.schemas.Positions;
import io.murmuration.schemas.RecordHeaders;
import io.murmuration.schemas.SchemaRegistry;
import io.murmuration.schemas.Topic;
import io.murmuration.schemas.TraceContext;
import io.murmuration.schemas.UndecodableRecordException;
import io.murmuration.schemas.json.PlainJson;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;

/**
 * Finds every record of one event: those that name its id, and those that came of their positions.
 * Reads each topic once; keeps what it finds alone.
 */
public final class EventTrace {
  private static final int MOST_RECORDS = 10_000;
  private static final int LEAST_ID_BYTES = 6;

  private final LoadTarget target;
  private final SchemaRegistryClient registry;
  private final String id;
  private final byte[] idBytes;
  private final List<TraceStep> steps = new ArrayList<>();
  private final Set<String> positions = new HashSet<>();
  private final Set<String> traces = new TreeSet<>();
  private int records;

  public EventTrace(LoadTarget target, String id) {
    this.target = target;
    this.registry = SchemaRegistry.connect(target.registryUrl());
    this.id = id;
    this.idBytes = id.getBytes(StandardCharsets.UTF_8);
  }

  /**
   * @param topics in the order of the flow: what comes of a record lies after it
   * @param sinceMillis only records with this stamp or a later one
   * @return oldest first
   */
  public List<TraceStep> find(List<Topic<?>> topics, long sinceMillis) {
    topics.forEach(topic -> scan(topic, sinceMillis));
    steps.sort(Comparator.comparing(TraceStep::at));
    return steps;
  }

  /** W3C trace ids of what was found. */
  public Set<String> traceIds() {
    return traces;
  }

  /** Whether there was more than it keeps. */
  public boolean truncated() {
    return records >= MOST_RECORDS;
  }

  private <T extends SpecificRecord> void scan(Topic<T> topic, long sinceMillis) {
    AvroCodec<T> codec = AvroCodec.of(topic, registry);
    try (CommittedRecords reader = new CommittedRecords(target.bootstrap(), topic.name())) {
      if (sinceMillis > 0) {
        reader.since(sinceMillis);
      }
      reader.readToEnd(record -> look(record, codec));
    }
  }

  private void look(ConsumerRecord<byte[], byte[]> record, AvroCodec<?> codec) {
    boolean keyed = contains(record.key());
    if (records >= MOST_RECORDS || !keyed && !contains(record.value()) && positions.isEmpty()) {
      return;
    }
    SpecificRecord value = null;
    try {
      value = record.value() == null ? null : codec.decode(record.value());
    } catch (UndecodableRecordException e) {
      // Its raw bytes decide.
    }
    if (concerns(record, value)) {
      records++;
      keep(record, value);
    }
  }

  private boolean concerns(ConsumerRecord<byte[], byte[]> record, SpecificRecord value) {
    if (id.equals(text(record.key())) || id.equals(position(record))) {
      return true;
    }
    if (value == null) {
      return namesInBytes(record.value());
    }
    boolean follows =
        Provenances.source(value)
            .map(Positions::text)
            .filter(at -> positions.contains(at) || at.equals(id))
            .isPresent();
    if (follows || !contains(record.value())) {
      return follows;
    }
    return value instanceof DeadLetter letter ? names(letter) : names(PlainJson.write(value));
  }

  private boolean names(DeadLetter letter) {
    return id.equals(text(bytes(letter.getOriginalKey())))
        || namesInBytes(bytes(letter.getOriginalValue()));
  }

  /** Of bytes that say nothing else, a short id is found by chance. */
  private boolean namesInBytes(byte[] bytes) {
    return idBytes.length >= LEAST_ID_BYTES && contains(bytes);
  }

  private static byte[] bytes(ByteBuffer buffer) {
    if (buffer == null) {
      return null;
    }
    byte[] bytes = new byte[buffer.remaining()];
    buffer.duplicate().get(bytes);
    return bytes;
  }

  /** Any text of the record, at any depth. */
  private boolean names(JsonNode json) {
    if (json.isTextual()) {
      return json.textValue().equals(id);
    }
    for (JsonNode child : json) {
      if (names(child)) {
        return true;
      }
    }
    return false;
  }

  private void keep(ConsumerRecord<byte[], byte[]> record, SpecificRecord value) {
    String where = position(record);
    positions.add(where);
    Map<String, String> details = StepDetails.of(record, value);
    Header sent = record.headers().lastHeader(RecordHeaders.INTENDED_SEND_TIME);
    boolean isInput = value == null || Provenances.source(value).isEmpty();
    if (sent != null && isInput) {
      RecordHeaders.toMillis(sent.value())
          .ifPresent(at -> step(at, "meant to be sent", where, Map.of()));
    }
    Header processed = record.headers().lastHeader(RecordHeaders.PROCESSED_AT);
    if (processed != null) {
      RecordHeaders.toMillis(processed.value())
          .ifPresent(
              at -> step(at, "made by " + StepDetails.maker(record.topic()), where, Map.of()));
    }
    step(record.timestamp(), record.topic(), where, details);
    Header trace = record.headers().lastHeader(RecordHeaders.TRACEPARENT);
    if (trace != null || isInput) {
      byte[] given = trace == null ? null : trace.value();
      traces.add(TraceContext.of(source(record), given).traceId());
    }
  }

  private void step(long millis, String what, String where, Map<String, String> details) {
    steps.add(new TraceStep(Instant.ofEpochMilli(millis), what, where, details));
  }

  private static SourcePosition source(ConsumerRecord<byte[], byte[]> record) {
    return new SourcePosition(record.topic(), record.partition(), record.offset());
  }

  private static String position(ConsumerRecord<byte[], byte[]> record) {
    return Positions.text(source(record));
  }

  private static String text(byte[] bytes) {
    return bytes == null ? null : new String(bytes, StandardCharsets.UTF_8);
  }

  private boolean contains(byte[] bytes) {
    if (bytes == null) {
      return false;
    }
    for (int i = 0; i <= bytes.length - idBytes.length; i++) {
      int matched = 0;
      while (matched < idBytes.length && bytes[i + matched] == idBytes[matched]) {
        matched++;
      }
      if (matched == idBytes.length) {
        return true;
      }
    }
    return false;
  }
}
