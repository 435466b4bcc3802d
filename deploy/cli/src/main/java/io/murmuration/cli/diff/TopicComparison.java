package io.murmuration.cli.diff;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.confluent.kafka.schemaregistry.client.SchemaRegistryClient;
import io.murmuration.event.Creative;
import io.murmuration.event.RankedTimeline;
import io.murmuration.event.SourcePosition;
import io.murmuration.schemas.AvroCodec;
import io.murmuration.schemas.Positions;
import io.murmuration.schemas.RecordHeaders;
import io.murmuration.schemas.Topic;
import io.murmuration.schemas.UndecodableRecordException;
import io.murmuration.schemas.json.PlainJson;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;

/**
 * Compares two topics of the same records: pairs them by key and source position, whatever the
 * order they were written in. Memory holds a 128th of each.
 */
public final class TopicComparison<T extends SpecificRecord> {
  private static final String A = "A";
  private static final String B = "B";

  /** Twice and more what a GPU was seen to differ by: see docs/benchmarks.md. */
  static final double DEVICE_TOLERANCE = 3e-4;

  /** Fields that hang on the records before, by topic. */
  private static final Map<String, Set<String>> FROM_STATE =
      Map.of(
          "tweets.enriched", Set.of("duplicate_cluster"),
          "timelines.ranked", Set.of("entries", "revision", "late_inputs"),
          // All of it: budgets choose the campaign, and what was made before is given again.
          "ads.creatives", Set.of(""),
          "repetitions", Set.of("repeats"));

  private final Topic<T> a;
  private final Topic<T> b;
  private final TopicReader reader;
  private final SchemaRegistryClient registry;
  private final Scope scope;
  private final AvroCodec<T> codec;
  private final TimelineCauses timelines;
  private final SideCodes codes = new SideCodes();

  /**
   * What to compare, and what is known of the two sides.
   *
   * @param positions the inputs whose results count; others are left out
   * @param tombstones whether those count: they name no input, so of some positions alone none does
   * @param stateIsWhole see {@link Cause}
   * @param tolerance numbers no further apart than this are the same; where a record says that its
   *     bytes hang on the device, no further than {@link #DEVICE_TOLERANCE} either
   * @param otherFates where else an input ended on side A and B: dead letters, repetitions
   */
  public record Scope(
      Predicate<SourcePosition> positions,
      boolean tombstones,
      Boolean stateIsWhole,
      double tolerance,
      Map<String, String> otherFatesA,
      Map<String, String> otherFatesB) {}

  /** Hands out what a topic holds. */
  @FunctionalInterface
  public interface TopicReader {
    void read(Topic<?> topic, Consumer<ConsumerRecord<byte[], byte[]>> each);
  }

  public TopicComparison(
      Topic<T> a, Topic<T> b, TopicReader reader, SchemaRegistryClient registry, Scope scope) {
    this.a = a;
    this.b = b;
    this.reader = reader;
    this.registry = registry;
    this.scope = scope;
    this.codec = AvroCodec.of(a, registry);
    this.timelines = new TimelineCauses(codec, scope.stateIsWhole());
  }

  /**
   * @param scratch a folder for what does not fit in memory; about as large as both topics
   */
  public DiffReport run(Path scratch) throws IOException {
    DiffReport report = new DiffReport(a.name(), b.name());
    try (SpilledRecords sideA = new SpilledRecords(scratch, "a");
        SpilledRecords sideB = new SpilledRecords(scratch, "b")) {
      spill(a, sideA, A);
      spill(b, sideB, B);
      for (int bucket = 0; bucket < SpilledRecords.BUCKETS; bucket++) {
        pair(sideA.bucket(bucket), sideB.bucket(bucket), report);
      }
    }
    return report;
  }

  private void spill(Topic<T> topic, SpilledRecords side, String name) throws IOException {
    AvroCodec<T> decoder = AvroCodec.of(topic, registry);
    try {
      reader.read(topic, record -> add(record, decoder, side, name));
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }

  private void add(
      ConsumerRecord<byte[], byte[]> record,
      AvroCodec<T> decoder,
      SpilledRecords side,
      String name) {
    if (record.value() == null && !scope.tombstones()) {
      return;
    }
    String key = record.key() == null ? "" : new String(record.key(), UTF_8);
    String position = "";
    Map<String, String> slices = Map.of();
    if (record.value() != null) {
      try {
        T value = decoder.decode(record.value());
        var source = Provenances.source(value);
        if (source.isPresent() && !scope.positions().test(source.get())) {
          return;
        }
        position = source.map(Positions::text).orElse("");
        slices = Slices.of(value);
        if (value instanceof RankedTimeline timeline) {
          timelines.saw(name, timeline);
        }
      } catch (UndecodableRecordException e) {
        slices = Map.of("undecodable", e.kind().name());
      }
    }
    String code = said(record, RecordHeaders.CODE);
    codes.saw(name, code);
    try {
      String approximate = said(record, RecordHeaders.APPROXIMATE);
      side.add(new ComparedRecord(key, position, slices, code, approximate, record.value()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Empty where it says nothing. */
  private static String said(ConsumerRecord<byte[], byte[]> record, String name) {
    Header header = record.headers().lastHeader(name);
    return header == null || header.value() == null ? "" : new String(header.value(), UTF_8);
  }

  private void pair(List<ComparedRecord> sideA, List<ComparedRecord> sideB, DiffReport report) {
    Set<String> keysA = keys(sideA);
    Set<String> keysB = keys(sideB);
    timelines.takeBucket(sideA, sideB);
    for (Pairs.Pair pair : Pairs.of(sideA, sideB)) {
      ComparedRecord before = pair.before();
      ComparedRecord after = pair.after();
      if (after == null) {
        report.alone(Verdict.MISSING, before, why(before, scope.otherFatesB(), keysB, B));
      } else if (before == null) {
        report.alone(Verdict.EXTRA, after, why(after, scope.otherFatesA(), keysA, A));
      } else if (pair.isIdentical()) {
        report.identical(before);
      } else {
        report.differs(before, compare(before, after));
      }
    }
  }

  private static Set<String> keys(List<ComparedRecord> records) {
    return records.stream().map(ComparedRecord::key).collect(Collectors.toSet());
  }

  private String why(
      ComparedRecord record, Map<String, String> otherFates, Set<String> otherKeys, String side) {
    String known = known(record, otherFates, otherKeys, side);
    return known.equals(Cause.UNKNOWN) ? codes.ofAlone(record.code(), side, side.equals(B)) : known;
  }

  private String known(
      ComparedRecord record, Map<String, String> otherFates, Set<String> otherKeys, String side) {
    String fate = otherFates.get(record.position());
    if (fate != null) {
      return fate + " in " + side;
    }
    if (isOfReaders()) {
      return timelines.ofAlone(record, side);
    }
    return otherKeys.contains(record.key())
        ? "another input of this key in " + side
        : Cause.UNKNOWN;
  }

  /** Creatives hang on nothing that comes late; of posts, nobody counts it. */
  private boolean mayBeLate(String key) {
    return isOfReaders() ? timelines.isLate(key) : a.type() != Creative.class;
  }

  private boolean isOfReaders() {
    return a.type() == RankedTimeline.class;
  }

  private Difference compare(ComparedRecord before, ComparedRecord after) {
    try {
      T valueA = codec.decode(before.value());
      T valueB = codec.decode(after.value());
      String approximate =
          before.approximate().isEmpty() ? after.approximate() : before.approximate();
      double tolerance =
          approximate.isEmpty() ? scope.tolerance() : Math.max(scope.tolerance(), DEVICE_TOLERANCE);
      Set<String> fields =
          FieldDifferences.of(PlainJson.write(valueA), PlainJson.write(valueB), tolerance)
              .changed();
      Measures measures = Measures.of(valueA, valueB);
      boolean changed = !fields.isEmpty() || !measures.flips().isEmpty();
      String named =
          Cause.of(
              valueA,
              valueB,
              fields,
              FROM_STATE.getOrDefault(a.name(), Set.of()),
              scope.stateIsWhole(),
              mayBeLate(before.key()),
              approximate);
      return new Difference(
          changed ? Verdict.CHANGED : Verdict.WITHIN_TOLERANCE,
          named.equals(Cause.UNKNOWN) ? Cause.ofCode(before.code(), after.code()) : named,
          fields,
          measures.values(),
          measures.flips());
    } catch (UndecodableRecordException e) {
      return new Difference(
          Verdict.CHANGED, "undecodable: " + e.kind(), Set.of(), new HashMap<>(), Set.of());
    }
  }
}
