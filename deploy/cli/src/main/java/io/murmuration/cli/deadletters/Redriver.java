package io.murmuration.cli.deadletters;

import io.murmuration.cli.kafka.CommittedRecords;
import io.murmuration.event.DeadLetter;
import io.murmuration.event.RecordHeader;
import io.murmuration.event.Redrive;
import io.murmuration.event.SourcePosition;
import io.murmuration.loadgen.LoadTarget;
import io.murmuration.schemas.AvroCodec;
import io.murmuration.schemas.Positions;
import io.murmuration.schemas.RecordHeaders;
import io.murmuration.schemas.SchemaRegistry;
import io.murmuration.schemas.Topics;
import io.murmuration.schemas.TraceContext;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * Sends dead letters back to their topics, each once: the record and the note that it was sent are
 * one transaction, and a redrive that begins fences one that still runs.
 */
public final class Redriver implements AutoCloseable {
  private static final int LETTERS_A_TRANSACTION = 100;
  private static final long BYTES_A_TRANSACTION = 16L << 20;
  private static final Set<String> REPLACED =
      Set.of(
          RecordHeaders.REDRIVE_OF,
          RecordHeaders.REDRIVE_ATTEMPT,
          RecordHeaders.REDRIVE_MODEL,
          RecordHeaders.TRACEPARENT,
          RecordHeaders.INTENDED_SEND_TIME);

  private final Clock clock;
  private final String issuedBy;
  private final Optional<AskedModel> asked;
  private final AvroCodec<Redrive> codec;
  private final Producer<byte[], byte[]> producer;
  private final Set<String> sentBefore;
  private final RedriveRules rules;
  private final List<DeadLetter> batch = new ArrayList<>();
  private final List<Redrive> sent = new ArrayList<>();
  private long batchBytes;
  private long skipped;

  /**
   * @param producer in transactions, and ready for the first
   * @param sentBefore the keys of what was sent back, read when the producer was ready
   * @param rules which letters may go back; the caller's to close
   * @param asked the model that the records ask for
   */
  Redriver(
      Producer<byte[], byte[]> producer,
      AvroCodec<Redrive> codec,
      Set<String> sentBefore,
      RedriveRules rules,
      Clock clock,
      String issuedBy,
      Optional<AskedModel> asked) {
    this.asked = asked;
    this.producer = producer;
    this.codec = codec;
    this.sentBefore = new HashSet<>(sentBefore);
    this.rules = rules;
    this.clock = clock;
    this.issuedBy = issuedBy;
  }

  /** Waits for a redrive that is in the middle of a transaction, and fences it. */
  public static Redriver on(
      LoadTarget target,
      RedriveRules rules,
      Clock clock,
      String issuedBy,
      Optional<AskedModel> asked) {
    KafkaProducer<byte[], byte[]> producer =
        new KafkaProducer<>(
            Map.of(
                "bootstrap.servers",
                target.bootstrap(),
                "transactional.id",
                "murmuration-redrive",
                "max.request.size",
                Topics.MAX_RECORD_BYTES),
            new ByteArraySerializer(),
            new ByteArraySerializer());
    producer.initTransactions();
    AvroCodec<Redrive> codec =
        AvroCodec.of(Topics.REDRIVES, SchemaRegistry.connect(target.registryUrl()));
    return new Redriver(producer, codec, sentBefore(target), rules, clock, issuedBy, asked);
  }

  /** The keys of the dead letters that were sent back already. */
  public static Set<String> sentBefore(LoadTarget target) {
    Set<String> keys = new HashSet<>();
    try (CommittedRecords records =
        new CommittedRecords(target.bootstrap(), Topics.REDRIVES.name())) {
      records.readToEnd(record -> keys.add(new String(record.key(), StandardCharsets.UTF_8)));
    }
    return keys;
  }

  /**
   * @return what was sent, in order
   */
  public List<Redrive> finish() {
    commit();
    return sent;
  }

  /** Dead letters that are meant and were sent back before. */
  public long skipped() {
    return skipped;
  }

  /** To be followed by {@link #finish()}. */
  public void take(DeadLetter letter) {
    String key = DeadLetterTopic.keyOf(letter);
    if (sentBefore.contains(key)) {
      skipped++;
      return;
    }
    if (!rules.allow(letter)) {
      return;
    }
    sentBefore.add(key);
    batch.add(letter);
    batchBytes += letter.getOriginalValue().remaining();
    if (batch.size() >= LETTERS_A_TRANSACTION || batchBytes >= BYTES_A_TRANSACTION) {
      commit();
    }
  }

  private void commit() {
    if (batch.isEmpty()) {
      return;
    }
    producer.beginTransaction();
    try {
      List<Future<RecordMetadata>> positions =
          batch.stream().map(letter -> producer.send(again(letter))).toList();
      producer.flush();
      List<Redrive> notes = new ArrayList<>();
      for (int i = 0; i < batch.size(); i++) {
        RecordMetadata at = positions.get(i).get();
        notes.add(note(batch.get(i), new SourcePosition(at.topic(), at.partition(), at.offset())));
      }
      notes.forEach(this::send);
      producer.commitTransaction();
      sent.addAll(notes);
    } catch (ExecutionException | InterruptedException e) {
      producer.abortTransaction();
      throw new IllegalStateException("nothing of this batch was sent: " + e.getMessage(), e);
    }
    batch.clear();
    batchBytes = 0;
  }

  private void send(Redrive note) {
    byte[] key = Topics.REDRIVES.keyOf().apply(note).getBytes(StandardCharsets.UTF_8);
    producer.send(new ProducerRecord<>(Topics.REDRIVES.name(), key, codec.encode(note)));
  }

  private Redrive note(DeadLetter letter, SourcePosition sentTo) {
    return Redrive.newBuilder()
        .setDeadLetter(letter.getSource())
        .setSentTo(sentTo)
        .setFirstRead(firstRead(letter))
        .setAttempt(attempt(letter))
        .setAt(clock.instant())
        .setIssuedBy(issuedBy)
        .build();
  }

  /** The record as it was, of the same partition; latency counts from now on. */
  private ProducerRecord<byte[], byte[]> again(DeadLetter letter) {
    SourcePosition source = letter.getSource();
    ProducerRecord<byte[], byte[]> record =
        new ProducerRecord<>(
            source.getTopic(),
            source.getPartition(),
            LetterText.bytes(letter.getOriginalKey()),
            LetterText.bytes(letter.getOriginalValue()));
    for (RecordHeader header : letter.getHeaders()) {
      if (!REPLACED.contains(header.getKey())) {
        record.headers().add(header.getKey(), LetterText.bytes(header.getValue()));
      }
    }
    byte[] trace = header(letter, RecordHeaders.TRACEPARENT).orElse(null);
    record
        .headers()
        .add(RecordHeaders.REDRIVE_OF, ascii(Positions.text(firstRead(letter))))
        .add(RecordHeaders.REDRIVE_ATTEMPT, ascii(Integer.toString(attempt(letter))))
        .add(RecordHeaders.TRACEPARENT, TraceContext.of(source, trace).traceparent())
        .add(RecordHeaders.INTENDED_SEND_TIME, RecordHeaders.ofMillis(clock.millis()));
    asked.ifPresent(
        model -> record.headers().add(RecordHeaders.REDRIVE_MODEL, ascii(model.header())));
    return record;
  }

  private static SourcePosition firstRead(DeadLetter letter) {
    return header(letter, RecordHeaders.REDRIVE_OF)
        .flatMap(bytes -> Positions.parse(new String(bytes, StandardCharsets.US_ASCII)))
        .orElse(letter.getSource());
  }

  private static int attempt(DeadLetter letter) {
    return header(letter, RecordHeaders.REDRIVE_ATTEMPT)
        .map(bytes -> new String(bytes, StandardCharsets.US_ASCII))
        .filter(text -> text.matches("\\d{1,8}"))
        .map(text -> Integer.parseInt(text) + 1)
        .orElse(1);
  }

  private static Optional<byte[]> header(DeadLetter letter, String name) {
    return letter.getHeaders().stream()
        .filter(header -> header.getKey().equals(name) && header.getValue() != null)
        .reduce((first, last) -> last)
        .map(header -> LetterText.bytes(header.getValue()));
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  @Override
  public void close() {
    producer.close();
  }
}
