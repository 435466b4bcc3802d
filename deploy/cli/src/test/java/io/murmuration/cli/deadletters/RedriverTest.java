package io.murmuration.cli.deadletters;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.confluent.kafka.schemaregistry.client.MockSchemaRegistryClient;
import io.confluent.kafka.schemaregistry.client.SchemaRegistryClient;
import io.murmuration.event.DeadLetter;
import io.murmuration.event.RecordHeader;
import io.murmuration.event.Redrive;
import io.murmuration.event.SourcePosition;
import io.murmuration.schemas.AvroCodec;
import io.murmuration.schemas.Positions;
import io.murmuration.schemas.RecordHeaders;
import io.murmuration.schemas.SchemaRegistry;
import io.murmuration.schemas.Topics;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;

class RedriverTest {
  private final SchemaRegistryClient registry = new MockSchemaRegistryClient();
  private final MockProducer<byte[], byte[]> producer =
      new MockProducer<>(true, null, new ByteArraySerializer(), new ByteArraySerializer());
  private final Set<Long> overtaken = new HashSet<>();
  private final RedriveRules rules =
      new RedriveRules(letter -> overtaken.contains(letter.getSource().getOffset()));
  private final Redriver redriver;

  RedriverTest() {
    SchemaRegistry.provision(registry, List.of(Topics.REDRIVES));
    producer.initTransactions();
    redriver = redriver(Optional.empty());
  }

  private Redriver redriver(Optional<AskedModel> asked) {
    return new Redriver(
        producer,
        AvroCodec.of(Topics.REDRIVES, registry),
        Set.of("tweets:0:1"),
        rules,
        Clock.fixed(Instant.ofEpochMilli(5_000), ZoneOffset.UTC),
        "ada",
        asked);
  }

  @Test
  void sendsARecordAsItWasWithItsLineage() {
    redriver.take(letter(7, List.of()));

    List<Redrive> sent = redriver.finish();

    ProducerRecord<byte[], byte[]> again = producer.history().get(0);
    assertThat(again.topic()).isEqualTo("tweets");
    assertThat(again.partition()).isZero();
    assertThat(again.key()).containsExactly(1);
    assertThat(again.value()).containsExactly(2, 3);
    assertThat(header(again, RecordHeaders.REDRIVE_OF)).isEqualTo("tweets:0:7");
    assertThat(header(again, RecordHeaders.REDRIVE_ATTEMPT)).isEqualTo("1");
    assertThat(header(again, RecordHeaders.INTENDED_SEND_TIME)).isEqualTo("5000");
    assertThat(sent).singleElement().satisfies(note -> assertThat(note.getAttempt()).isOne());
    assertThat(producer.history()).hasSize(2);
    assertThat(producer.history().get(1).topic()).isEqualTo("redrives");
  }

  @Test
  void countsTheAttemptsAtOneRecordFromWhereItWasFirstRead() {
    redriver.take(
        letter(
            30,
            List.of(
                header(RecordHeaders.REDRIVE_OF, "tweets:0:7"),
                header(RecordHeaders.REDRIVE_ATTEMPT, "1"))));

    Redrive note = redriver.finish().get(0);

    assertThat(note.getAttempt()).isEqualTo(2);
    assertThat(Positions.text(note.getFirstRead())).isEqualTo("tweets:0:7");
    ProducerRecord<byte[], byte[]> again = producer.history().get(0);
    assertThat(header(again, RecordHeaders.REDRIVE_OF)).isEqualTo("tweets:0:7");
    assertThat(header(again, RecordHeaders.REDRIVE_ATTEMPT)).isEqualTo("2");
  }

  @Test
  void asksForAModelWhereTold() {
    Redriver asking = redriver(Optional.of(AskedModel.parse("embed=1.4.1")));
    asking.take(letter(7, List.of()));

    asking.finish();

    assertThat(header(producer.history().get(0), RecordHeaders.REDRIVE_MODEL))
        .isEqualTo("encoder=1.4.1");
  }

  @Test
  void forgetsTheModelThatAnEarlierAttemptAskedFor() {
    redriver.take(letter(7, List.of(header(RecordHeaders.REDRIVE_MODEL, "encoder=1.4.1"))));

    redriver.finish();

    assertThat(producer.history().get(0).headers().lastHeader(RecordHeaders.REDRIVE_MODEL))
        .isNull();
  }

  @Test
  void sendsNothingThatWasSentBefore() {
    redriver.take(letter(1, List.of()));
    redriver.take(letter(8, List.of()));
    redriver.take(letter(8, List.of()));

    assertThat(redriver.finish()).hasSize(1);
    assertThat(redriver.skipped()).isEqualTo(2);
  }

  @Test
  void sendsNoRecordWithoutAValueAndSaysWhy() {
    DeadLetter letter = letter(7, List.of());
    letter.setOriginalValue(null);
    redriver.take(letter);

    assertThat(redriver.finish()).isEmpty();

    assertThat(producer.history()).isEmpty();
    assertThat(rules.refused())
        .hasEntrySatisfying(
            "not sent: a letter of embed NOT_FINITE holds no value, and a record without one says"
                + " that its key is gone; mend the cause: what comes next is computed anew",
            count -> assertThat(count).isOne());
  }

  @Test
  void leavesAnOldValueBehindTheNewerOneOfItsKey() {
    overtaken.add(7L);
    redriver.take(letter(7, List.of()));
    redriver.take(letter(8, List.of()));

    assertThat(redriver.finish())
        .extracting(note -> note.getDeadLetter().getOffset())
        .containsExactly(8L);

    assertThat(rules.refused().keySet())
        .singleElement()
        .asString()
        .startsWith("not sent: tweets holds a newer record of the key");
  }

  @Test
  void sendsNothingOfABatchWhoseNoteCanNotBeWritten() {
    redriver.take(letter(7, List.of()));
    producer.commitTransactionException = new IllegalStateException("fenced");

    assertThatThrownBy(redriver::finish).hasMessageContaining("fenced");

    assertThat(producer.history()).isEmpty();
  }

  private static DeadLetter letter(long offset, List<RecordHeader> headers) {
    return DeadLetter.newBuilder()
        .setOriginalKey(ByteBuffer.wrap(new byte[] {1}))
        .setOriginalValue(ByteBuffer.wrap(new byte[] {2, 3}))
        .setHeaders(headers)
        .setSource(new SourcePosition("tweets", 0, offset))
        .setStage("embed")
        .setErrorKind("NOT_FINITE")
        .setMessage("m")
        .build();
  }

  private static RecordHeader header(String key, String value) {
    return new RecordHeader(key, ByteBuffer.wrap(value.getBytes(StandardCharsets.US_ASCII)));
  }

  private static String header(ProducerRecord<byte[], byte[]> record, String name) {
    return new String(record.headers().lastHeader(name).value(), StandardCharsets.US_ASCII);
  }
}
