package io.murmuration.schemas;

import static org.assertj.core.api.Assertions.assertThat;

import io.murmuration.event.DeadLetter;
import io.murmuration.event.ModelCommand;
import io.murmuration.event.ModelMode;
import io.murmuration.event.SourcePosition;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TopicsTest {
  /** Pins what others depend on: renaming a topic or moving its key is a breaking change. */
  @Test
  void keepsEveryTopicsNamePartitionsAndSettings() {
    List<String> shown =
        Topics.all().stream()
            .map(t -> t.name() + " " + t.partitions() + " " + new java.util.TreeMap<>(t.config()))
            .toList();

    assertThat(shown)
        .containsExactly(
            "tweets 2 {cleanup.policy=delete, max.message.bytes=2097152,"
                + " message.timestamp.type=LogAppendTime, retention.ms=604800000}",
            "engagements 2 {cleanup.policy=delete, retention.ms=604800000}",
            "follows 2 {cleanup.policy=compact}",
            "campaigns 1 {cleanup.policy=compact, message.timestamp.type=LogAppendTime}",
            "ad-requests 2 {cleanup.policy=delete, message.timestamp.type=LogAppendTime,"
                + " retention.ms=604800000}",
            "models 1 {cleanup.policy=compact}",
            "models.audit 1 {cleanup.policy=delete, retention.ms=31536000000}",
            "tweets.enriched 2 {cleanup.policy=delete, max.message.bytes=8388608,"
                + " retention.ms=604800000}",
            "tweets.shadow 2 {cleanup.policy=delete, retention.ms=604800000}",
            "timelines.ranked 2 {cleanup.policy=delete, retention.ms=604800000}",
            "ads.creatives 2 {cleanup.policy=compact,delete, retention.ms=2592000000}",
            "creatives.feedback 2 {cleanup.policy=delete, retention.ms=2592000000}",
            "dead-letters 1 {cleanup.policy=delete, max.message.bytes=8388608,"
                + " retention.ms=2592000000}",
            "repetitions 1 {cleanup.policy=delete, retention.ms=604800000}",
            "late-inputs 1 {cleanup.policy=delete, retention.ms=2592000000}",
            "redrives 1 {cleanup.policy=compact}");
  }

  @Test
  void keysADeadLetterByItsSourcePosition() {
    DeadLetter letter =
        DeadLetter.newBuilder()
            .setSource(new SourcePosition("tweets", 1, 42L))
            .setStage("decode")
            .setErrorKind("TRUNCATED")
            .setMessage("m")
            .build();

    assertThat(Topics.DEAD_LETTERS.keyOf().apply(letter)).isEqualTo("tweets:1:42");
  }

  @ParameterizedTest
  @CsvSource({"active, encoder", "canary, encoder/canary", "shadow, encoder/shadow"})
  void keepsTheNewestCommandOfEachModeThroughCompaction(ModelMode mode, String key) {
    ModelCommand command =
        ModelCommand.newBuilder()
            .setOperator("encoder")
            .setVersion("1.0.0")
            .setUri("file:/models/encoder/1.0.0")
            .setSha256("00")
            .setMode(mode)
            .setIssuedBy("a")
            .setAt(Instant.EPOCH)
            .build();

    assertThat(Topics.MODELS.keyOf().apply(command)).isEqualTo(key);
  }

  @Test
  void leavesADeadLetterRoomForTheLargestInput() {
    assertThat(Topics.MAX_INPUT_BYTES * 2).isLessThanOrEqualTo(Topics.MAX_RECORD_BYTES);
  }
}
