package io.murmuration.jobs.enrich;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import io.murmuration.event.Tweet;
import io.murmuration.jobs.RawRecord;
import io.murmuration.jobs.Repetitions;
import io.murmuration.schemas.Positions;
import io.murmuration.schemas.RecordHeaders;
import java.time.Duration;
import java.time.Instant;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.operators.KeyedProcessOperator;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class DeduplicateTest {
  private static final long TTL = 1_000;

  private KeyedOneInputStreamOperatorTestHarness<String, Post, Post> operator;

  @BeforeEach
  void open() throws Exception {
    operator =
        new KeyedOneInputStreamOperatorTestHarness<>(
            new KeyedProcessOperator<>(new Deduplicate(Duration.ofMillis(TTL))),
            post -> post.tweet().getTweetId(),
            Types.STRING);
    operator.open();
  }

  @AfterEach
  void close() throws Exception {
    operator.close();
  }

  @Test
  void letsTheFirstOfAnIdThrough() throws Exception {
    process("a", 10);
    process("a", 20);
    process("b", 30);

    assertThat(operator.extractOutputValues())
        .extracting(post -> post.source().timestampMillis())
        .containsExactly(10L, 30L);
  }

  @Test
  void takesAnIdAsNewAfterItsTimeToLive() throws Exception {
    process("a", 10);
    process("a", 10 + TTL - 1);
    process("a", 10 + TTL);

    assertThat(operator.extractOutputValues()).hasSize(2);
  }

  @Test
  void knowsALateRepetitionByItsStampWhateverTheWatermark() throws Exception {
    process("a", 100);
    operator.processWatermark(100 + TTL - 1);

    process("a", 50);

    assertThat(operator.extractOutputValues()).hasSize(1);
  }

  @Test
  void freesItsStateWhenTheTimeToLiveHasPassed() throws Exception {
    process("a", 10);
    assertThat(operator.numKeyedStateEntries()).isEqualTo(1);

    operator.processWatermark(10 + TTL);

    assertThat(operator.numKeyedStateEntries()).isZero();
    assertThat(operator.numEventTimeTimers()).isZero();
  }

  @Test
  void keepsTheStateOfAnIdThatCameAgainMeanwhile() throws Exception {
    process("a", 10);
    process("a", 10 + TTL);

    operator.processWatermark(10 + TTL);

    assertThat(operator.numKeyedStateEntries()).isEqualTo(1);
  }

  @Test
  void writesDownWhatARepetitionRepeats() throws Exception {
    process("a", 10);
    process("a", 20);

    assertThat(operator.getSideOutput(Repetitions.TAG))
        .singleElement()
        .satisfies(
            record -> {
              assertThat(record.getValue().getId()).isEqualTo("a");
              assertThat(Positions.text(record.getValue().getSource())).isEqualTo("tweets:0:20");
              assertThat(Positions.text(record.getValue().getRepeats())).isEqualTo("tweets:0:10");
            });
  }

  @Test
  void letsEachWayBackFromTheDeadLettersThroughOnce() throws Exception {
    process("a", 10);
    sentBack("a", 20, "tweets:0:10", 1);
    sentBack("a", 30, "tweets:0:10", 2);
    sentBack("a", 40, "tweets:0:10", 2);

    assertThat(operator.extractOutputValues())
        .extracting(post -> post.source().timestampMillis())
        .containsExactly(10L, 20L, 30L);
  }

  @Test
  void takesARecordThatIsSentBackAfterAnotherOfItsIdForARepetition() throws Exception {
    process("a", 15);
    sentBack("a", 20, "tweets:0:10", 1);

    assertThat(operator.extractOutputValues()).hasSize(1);
  }

  private void process(String id, long stamp) throws Exception {
    process(id, stamp, new String[0], new byte[0][]);
  }

  private void sentBack(String id, long stamp, String of, int attempt) throws Exception {
    process(
        id,
        stamp,
        new String[] {RecordHeaders.REDRIVE_OF, RecordHeaders.REDRIVE_ATTEMPT},
        new byte[][] {of.getBytes(US_ASCII), Integer.toString(attempt).getBytes(US_ASCII)});
  }

  private void process(String id, long stamp, String[] headers, byte[][] values) throws Exception {
    RawRecord source = new RawRecord("tweets", 0, stamp, stamp, null, null, headers, values);
    Tweet tweet =
        Tweet.newBuilder()
            .setTweetId(id)
            .setAuthorId("u")
            .setText("text")
            .setCreatedAt(Instant.EPOCH)
            .build();
    operator.processElement(new Post(source, tweet), stamp);
  }
}
