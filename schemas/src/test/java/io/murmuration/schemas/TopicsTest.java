package io.murmuration.schemas;

import static org.assertj.core.api.Assertions.assertThat;

import io.murmuration.event.DeadLetter;
import io.murmuration.event.SourcePosition;
import java.util.List;
import org.junit.jupiter.api.Test;

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
            "campaigns 1 {cleanup.policy=compact}",
            "ad-requests 2 {cleanup.policy=delete, retention.ms=604800000}",
            "models 1 {cleanup.policy=compact}",
            "tweets.enriched 2 {cleanup.policy=delete, max.message.bytes=8388608,"
                + " retention.ms=604800000}",
            "timelines.ranked 2 {cleanup.policy=delete, retention.ms=604800000}",
            "ads.creatives 2 {cleanup.policy=delete, retention.ms=2592000000}",
            "dead-letters 1 {cleanup.policy=delete, max.message.bytes=8388608,"
                + " retention.ms=2592000000}",
            "repetitions 1 {cleanup.policy=delete, retention.ms=604800000}",
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

  @Test
  void leavesADeadLetterRoomForTheLargestInput() {
    assertThat(Topics.MAX_INPUT_BYTES * 2).isLessThanOrEqualTo(Topics.MAX_RECORD_BYTES);
  }
}
