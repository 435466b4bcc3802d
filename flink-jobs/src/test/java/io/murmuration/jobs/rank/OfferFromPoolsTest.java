package io.murmuration.jobs.rank;

import static io.murmuration.jobs.rank.StageHarness.origin;
import static org.assertj.core.api.Assertions.assertThat;

import io.murmuration.jobs.rank.stages.PoolInput;
import io.murmuration.jobs.rank.stages.RankPolicy;
import io.murmuration.jobs.rank.stages.ReaderInput;
import io.murmuration.jobs.rank.stages.SomePost;
import java.util.List;
import org.junit.jupiter.api.Test;

class OfferFromPoolsTest {
  private static final long START = SmallWorld.START;
  private static final long DAY = 86_400_000;
  private static final String POOL = "topic:sports";

  @Test
  void offersWhatCameLatelyToAReaderWhoComesBackAfterBeingForgotten() throws Exception {
    try (var pool = new StageHarness<>(new OfferFromPools(RankPolicy.standard()))) {
      acts(pool, START);
      acts(pool, START + 20 * DAY);
      for (int i = 0; i < 20; i++) {
        posted(pool, "t" + i, START + 45 * DAY + i);
      }
      pool.reach(START + 46 * DAY);
      pool.taken();

      acts(pool, START + 49 * DAY);
      List<ReaderInput> known = pool.taken();
      acts(pool, START + 80 * DAY);
      List<ReaderInput> back = pool.taken();
      acts(pool, START + 80 * DAY + 1_000);

      assertThat(known).as("within 30 days").isEmpty();
      assertThat(back)
          .singleElement()
          .satisfies(input -> assertThat(input.sample()).as("after 31 days").hasSizeGreaterThan(3));
      assertThat(pool.taken()).as("at once again").isEmpty();
    }
  }

  private static void acts(StageHarness<PoolInput, ReaderInput> pool, long at) throws Exception {
    pool.input(new PoolInput(origin(at), POOL, "u", null));
    pool.reach(at);
  }

  private static void posted(StageHarness<PoolInput, ReaderInput> pool, String tweet, long at)
      throws Exception {
    pool.input(
        new PoolInput(origin(at), POOL, null, SomePost.offered(SomePost.of(tweet, "a", at), at)));
  }
}
