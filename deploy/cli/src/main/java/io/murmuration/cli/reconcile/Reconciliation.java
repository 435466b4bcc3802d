package io.murmuration.cli.reconcile;

import io.confluent.kafka.schemaregistry.client.SchemaRegistryClient;
import io.murmuration.cli.diff.Provenances;
import io.murmuration.cli.kafka.CommittedRecords;
import io.murmuration.cli.reconcile.PositionRanges.Range;
import io.murmuration.event.SourcePosition;
import io.murmuration.loadgen.LoadTarget;
import io.murmuration.schemas.AvroCodec;
import io.murmuration.schemas.Positions;
import io.murmuration.schemas.RecordHeaders;
import io.murmuration.schemas.SchemaRegistry;
import io.murmuration.schemas.Topic;
import io.murmuration.schemas.UndecodableRecordException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * Holds what a job read against what it wrote: every input has exactly one fate. Reads both sides
 * as they are committed; memory is that of what is in flight.
 */
public final class Reconciliation implements AutoCloseable {
  private static final int MOST_DOUBLES = 100;

  /** Outputs are stamped by other clocks than inputs. */
  private static final long MOST_SKEW_MILLIS = 600_000;

  private record Fates<T extends SpecificRecord>(CommittedRecords records, AvroCodec<T> codec) {}

  private final Topic<?> input;
  private final CommittedRecords inputs;
  private final List<Fates<?>> fates = new ArrayList<>();
  private final Map<Integer, PartitionLedger> ledgers = new TreeMap<>();
  private final List<String> doubles = new ArrayList<>();
  private long doubleCount;
  private long fateCount;

  /**
   * @param sinceMillis only inputs with this stamp or a later one; 0 for all
   * @param outputs every topic where an input may end
   */
  public Reconciliation(
      LoadTarget target, Topic<?> input, List<Topic<?>> outputs, long sinceMillis) {
    this.input = input;
    this.inputs = at(target, input, sinceMillis);
    for (int partition : inputs.partitions()) {
      ledgers.put(partition, new PartitionLedger(inputs.position(partition)));
    }
    SchemaRegistryClient registry = SchemaRegistry.connect(target.registryUrl());
    for (Topic<?> output : outputs) {
      fates.add(
          new Fates<>(
              at(target, output, sinceMillis - MOST_SKEW_MILLIS), AvroCodec.of(output, registry)));
    }
  }

  private static CommittedRecords at(LoadTarget target, Topic<?> topic, long sinceMillis) {
    CommittedRecords records = new CommittedRecords(target.bootstrap(), topic.name());
    return sinceMillis > 0 ? records.since(sinceMillis) : records;
  }

  /** Reads what was committed since the last call. Outputs last: they run behind the inputs. */
  public void read() {
    inputs.readToEnd(
        record -> ledgers.get(record.partition()).input(record.offset(), record.timestamp()));
    fates.forEach(this::read);
  }

  private void read(Fates<?> from) {
    from.records().readToEnd(record -> fate(record, from.codec()));
  }

  private void fate(ConsumerRecord<byte[], byte[]> record, AvroCodec<?> codec) {
    if (record.value() == null) {
      return;
    }
    boolean isCopy = record.headers().lastHeader(RecordHeaders.REDRIVE_OF) != null;
    try {
      Provenances.source(codec.decode(record.value()))
          .filter(at -> at.getTopic().equals(input.name()))
          .ifPresent(at -> fate(at, isCopy));
    } catch (UndecodableRecordException e) {
      throw new IllegalStateException(
          "%s:%d:%d: %s"
              .formatted(record.topic(), record.partition(), record.offset(), e.getMessage()),
          e);
    }
  }

  /**
   * @param isCopy whether somebody sent back an output, which the job that reads it had refused:
   *     jobs hand on no such header, so it is the same fate once more
   */
  private void fate(SourcePosition at, boolean isCopy) {
    PartitionLedger ledger = ledgers.get(at.getPartition());
    if (ledger == null || !ledger.covers(at.getOffset())) {
      return;
    }
    boolean isFirst = ledger.fate(at.getOffset());
    if (isFirst || !isCopy) {
      fateCount++;
    }
    if (!isFirst && !isCopy) {
      doubleCount++;
      if (doubles.size() < MOST_DOUBLES) {
        doubles.add(Positions.text(at));
      }
    }
  }

  /** The inputs stamped before that time that have no fate. */
  public List<Gap> missing(long beforeMillis) {
    List<Gap> missing = new ArrayList<>();
    ledgers.forEach(
        (partition, ledger) -> {
          for (Range range : ledger.missing(beforeMillis, inputs.position(partition))) {
            missing.add(new Gap(input.name(), partition, range.from(), range.to()));
          }
        });
    return missing;
  }

  /**
   * To be called after each look, so that memory stays small.
   *
   * @param beforeMillis no earlier time is asked about any more
   */
  public void settle(long beforeMillis) {
    ledgers.forEach((partition, ledger) -> ledger.settle(inputs.position(partition), beforeMillis));
  }

  /** The first inputs that had more than one fate. */
  public List<String> doubles() {
    return doubles;
  }

  public long doubleCount() {
    return doubleCount;
  }

  public long inputCount() {
    return ledgers.values().stream().mapToLong(PartitionLedger::records).sum();
  }

  public long fateCount() {
    return fateCount;
  }

  @Override
  public void close() {
    inputs.close();
    fates.forEach(from -> from.records().close());
  }
}
