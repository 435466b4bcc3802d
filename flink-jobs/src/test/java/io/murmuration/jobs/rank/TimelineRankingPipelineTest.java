package io.murmuration.jobs.rank;

import static org.assertj.core.api.Assertions.assertThat;

import io.murmuration.event.LateInput;
import io.murmuration.event.RankedTimeline;
import io.murmuration.event.TimelineEntry;
import io.murmuration.jobs.CollectingSink;
import io.murmuration.jobs.RawRecord;
import io.murmuration.jobs.rank.InMemoryRanking.Written;
import io.murmuration.schemas.Topics;
import java.nio.ByteBuffer;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.apache.flink.runtime.testutils.MiniClusterResourceConfiguration;
import org.apache.flink.test.junit5.MiniClusterExtension;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The pipeline on Flink and the shipped ranker, its sources and sinks in memory. */
class TimelineRankingPipelineTest {
  @RegisterExtension
  static final MiniClusterExtension FLINK =
      new MiniClusterExtension(
          new MiniClusterResourceConfiguration.Builder()
              .setNumberTaskManagers(1)
              .setNumberSlotsPerTaskManager(2)
              .build());

  @Test
  void writesTheSameBytesInTheSameOrderForEachUserAtAnyParallelismAndOrderOfArrival()
      throws Exception {
    Map<String, List<ByteBuffer>> alone = run("alone", SmallWorld.of(40), 1).bytes();

    assertThat(alone).hasSize(12);
    assertThat(alone.values()).allSatisfy(each -> assertThat(each).hasSizeGreaterThan(5));
    assertThat(run("wide", SmallWorld.of(40), 2).bytes()).isEqualTo(alone);
    assertThat(run("shuffled", shuffled(SmallWorld.of(40)), 2).bytes()).isEqualTo(alone);
  }

  @Test
  void aReplayWritesTheSameBytesOfARunThatTimeRanAheadOf() throws Exception {
    CollectingSink<LateInput> written = new CollectingSink<>("hurried-late");
    var hurried =
        InMemoryRanking.run("hurried", SmallWorld.of(40), 2, 900, Lateness.writtenTo(written));
    LateInputs late = new LateInputs();
    List<LateInput> decided = List.copyOf(written.take());
    decided.forEach(late::add);

    var replayed = InMemoryRanking.run("replayed", SmallWorld.of(40), 1, 0, Lateness.asIn(late));

    assertThat(decided).hasSizeGreaterThan(50);
    assertThat(replayed.bytes()).isEqualTo(hurried.bytes());
    assertThat(run("in-time", SmallWorld.of(40), 2).bytes()).isNotEqualTo(hurried.bytes());
  }

  @Test
  void ranksWhatAReaderMaySeeAndSaysWhy() throws Exception {
    Written written = run("may-see", SmallWorld.of(40), 2);

    assertThat(written.timelines()).allSatisfy(TimelineRankingPipelineTest::isFitToBeSeen);
    assertThat(entries(written))
        .extracting(TimelineEntry::getReason)
        .anyMatch(reason -> reason.matches("follows @a[0-5]"))
        .anyMatch(reason -> reason.matches("topic .+, like \\d+ you liked"));
    assertThat(written.timelines()).anyMatch(each -> each.getLateInputs() > 0);
  }

  @Test
  void deadLettersWhatNoStageCouldHandleAndGoesOn() throws Exception {
    SmallWorld world = SmallWorld.of(8);
    world.posts.add(3, broken(world.posts.get(3), new byte[] {1, 2, 3}));
    world.engagements.add(5, broken(world.engagements.get(5), null));
    world.follows.add(tombstone(world.follows.get(0), "no colon"));

    Written written = run("dead", world, 2);

    assertThat(written.deadLetters())
        .extracting(letter -> letter.getStage() + " " + letter.getErrorKind())
        .containsExactlyInAnyOrder(
            "decode NOT_WIRE_FORMAT", "decode NULL_VALUE", "validate EMPTY_ID");
    assertThat(written.timelines()).isNotEmpty();
  }

  private static void isFitToBeSeen(RankedTimeline timeline) {
    assertThat(timeline.getEntries()).hasSizeLessThanOrEqualTo(20);
    assertThat(timeline.getEntries())
        .extracting(TimelineEntry::getTweetId)
        .doesNotHaveDuplicates()
        // Every tenth post is unsafe; of two that are copies one is shown.
        .noneMatch(id -> id.endsWith("9"));
    assertThat(timeline.getEntries())
        .extracting(entry -> Integer.parseInt(entry.getTweetId().substring(1)) / 2)
        .doesNotHaveDuplicates();
    assertThat(timeline.getEntries())
        .allSatisfy(entry -> assertThat(entry.getHeads()).hasSize(8).containsKey("mute"));
  }

  private static List<TimelineEntry> entries(Written written) {
    return written.timelines().stream().flatMap(each -> each.getEntries().stream()).toList();
  }

  private static Written run(String name, SmallWorld world, int parallelism) throws Exception {
    return InMemoryRanking.run(name, world, parallelism);
  }

  /** Neighbours change places, as two partitions' records do, within what stamps may be apart. */
  private static SmallWorld shuffled(SmallWorld world) {
    Random random = new Random(3);
    for (int i = 0; i + 1 < world.engagements.size(); i += 2 + random.nextInt(2)) {
      long apart =
          world.engagements.get(i + 1).timestampMillis()
              - world.engagements.get(i).timestampMillis();
      if (apart <= EventTime.standard().skew().toMillis()) {
        Collections.swap(world.engagements, i, i + 1);
      }
    }
    Collections.shuffle(world.follows.subList(0, 4), random);
    return world;
  }

  private static RawRecord broken(RawRecord record, byte[] value) {
    return new RawRecord(
        record.topic(),
        record.partition(),
        1_000,
        record.timestampMillis(),
        record.key(),
        value,
        new String[0],
        new byte[0][]);
  }

  private static RawRecord tombstone(RawRecord record, String key) {
    return new RawRecord(
        Topics.FOLLOWS.name(),
        record.partition(),
        2_000,
        record.timestampMillis(),
        key.getBytes(java.nio.charset.StandardCharsets.UTF_8),
        null,
        new String[0],
        new byte[0][]);
  }
}
