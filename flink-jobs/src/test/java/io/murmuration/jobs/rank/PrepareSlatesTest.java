package io.murmuration.jobs.rank;

import static org.assertj.core.api.Assertions.assertThat;

import io.murmuration.jobs.rank.stages.Candidate;
import io.murmuration.jobs.rank.stages.FollowChange;
import io.murmuration.jobs.rank.stages.Origin;
import io.murmuration.jobs.rank.stages.PostContent;
import io.murmuration.jobs.rank.stages.RankPolicy;
import io.murmuration.jobs.rank.stages.ReaderInput;
import io.murmuration.jobs.rank.stages.Slate;
import io.murmuration.jobs.rank.stages.SomePost;
import io.murmuration.model.rank.RankFeature;
import java.util.List;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.operators.KeyedProcessOperator;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.Test;

class PrepareSlatesTest {
  private static final long START = SmallWorld.START;

  @Test
  void measuresFromWhatTheReaderDidAndNeverFromTheActOfAnotherThatLedToAnOffer() throws Exception {
    try (var reader =
        new KeyedOneInputStreamOperatorTestHarness<String, ReaderInput, Slate>(
            new KeyedProcessOperator<>(new PrepareSlates(RankPolicy.standard())),
            ReaderInput::key,
            Types.STRING)) {
      reader.open();
      reader.processElement(follow(START + 10, START + 3), START + 10);
      reader.processElement(offer(START + 20, START + 4), START + 20);
      reader.processWatermark(START + 5_000);
      reader.processElement(offer(START + 6_000, START + 5_990), START + 6_000);

      reader.processWatermark(START + 60_000);

      List<Slate> slates = reader.extractOutputValues();
      assertThat(slates)
          .extracting(slate -> slate.source().sentAtMillis())
          .containsExactly(START + 3, Origin.UNKNOWN);
      assertThat(slates)
          .extracting(slate -> slate.source().atMillis())
          .containsExactly(START + 20, START + 6_000);
    }
  }

  /** A pool's sample holds posts as they were offered then. */
  @Test
  void keepsTheNewerOfTwoOffersOfAPostWhicheverComesLast() throws Exception {
    PostContent post = SomePost.of("t", "a1", START);
    try (var reader = new StageHarness<>(new PrepareSlates(RankPolicy.standard()))) {
      reader.input(follow(START + 10, START + 3));
      reader.input(offer(START + 30, new Candidate(post, null, null, 7, START + 30)));
      reader.input(offer(START + 40, new Candidate(post, null, null, 1, START + 20)));

      reader.reach(START + 60_000);

      assertThat(reader.taken())
          .flatExtracting(slate -> List.of(slate.rows()))
          .isNotEmpty()
          .allSatisfy(
              row ->
                  assertThat(row.features()[RankFeature.FOLLOWERS.ordinal()])
                      .isEqualTo((float) StrictMath.log1p(7)));
    }
  }

  @Test
  void ranksForOffersMoreSeldomWhileTheReaderIsAway() throws Exception {
    long away = START + 400_000;
    try (var reader = new StageHarness<>(new PrepareSlates(RankPolicy.standard()))) {
      reader.input(follow(START, START));
      offerEverySecond(reader, START + 1_000, START + 120_000);
      reader.reach(START + 120_000);
      int while2Minutes = reader.taken().size();
      offerEverySecond(reader, away, away + 120_000);

      reader.reach(away + 120_000);

      assertThat(while2Minutes).isBetween(12, 14);
      assertThat(reader.taken()).hasSizeBetween(2, 3);
    }
  }

  private static void offerEverySecond(
      StageHarness<ReaderInput, Slate> reader, long fromMillis, long toMillis) throws Exception {
    for (long at = fromMillis; at < toMillis; at += 1_000) {
      reader.input(offer(at, Origin.UNKNOWN));
    }
  }

  private static ReaderInput offer(long at, Candidate candidate) {
    return ReaderInput.of(origin("engagements", at, Origin.UNKNOWN), "u", candidate);
  }

  private static ReaderInput follow(long at, long sentAt) {
    return ReaderInput.of(origin("follows", at, sentAt), new FollowChange("u", "a0", true));
  }

  private static ReaderInput offer(long at, long sentAt) {
    PostContent post = PostContent.of(SmallWorld.of(1).enriched(0, START, List.of(1f, 0f, 0f, 0f)));
    return ReaderInput.of(
        origin("engagements", at, sentAt), "u", new Candidate(post, null, null, 1, at));
  }

  private static Origin origin(String topic, long at, long sentAt) {
    return new Origin(topic, 0, at - START, at, false, sentAt);
  }
}
