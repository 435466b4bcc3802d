package io.murmuration.jobs.rank;

import static io.murmuration.jobs.rank.StageHarness.origin;
import static org.assertj.core.api.Assertions.assertThat;

import io.murmuration.event.EngagementKind;
import io.murmuration.jobs.rank.stages.Act;
import io.murmuration.jobs.rank.stages.AuthorInput;
import io.murmuration.jobs.rank.stages.FollowChange;
import io.murmuration.jobs.rank.stages.Ordered;
import io.murmuration.jobs.rank.stages.PoolInput;
import io.murmuration.jobs.rank.stages.PostInput;
import io.murmuration.jobs.rank.stages.RankPolicy;
import io.murmuration.jobs.rank.stages.ReaderInput;
import io.murmuration.jobs.rank.stages.SomePost;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * Watermarks come to a reader's stage hops later: what was late before is in time there, and has to
 * say so itself.
 */
class LateMarksTest {
  private static final long START = SmallWorld.START;
  private static final long PASSED = START + 10_000;
  private static final RankPolicy POLICY = RankPolicy.standard();

  @Test
  void marksAllThatALateActLeadsTo() throws Exception {
    try (var posts = new StageHarness<>(new HydrateEngagements(POLICY))) {
      posts.input(PostInput.of(origin(START), SomePost.of("t", "a", START)));
      posts.input(like(START + 10));
      posts.reach(PASSED);
      List<Ordered> inTime = all(posts);

      posts.input(like(START + 20));

      assertThat(inTime).hasSize(5).noneMatch(LateMarksTest::isLate);
      assertThat(all(posts)).filteredOn(LateMarksTest::isLate).hasSize(4);
    }
  }

  @Test
  void marksTheActsThatWaitedForALatePost() throws Exception {
    try (var posts = new StageHarness<>(new HydrateEngagements(POLICY))) {
      posts.input(like(START + 9_990));
      posts.reach(PASSED);

      posts.input(PostInput.of(origin(START), SomePost.of("t", "a", START)));

      assertThat(all(posts)).hasSize(5).allMatch(LateMarksTest::isLate);
    }
  }

  @Test
  void marksTheOffersOfALateFollow() throws Exception {
    try (var authors = new StageHarness<>(new PublishPosts(POLICY))) {
      authors.input(post(START));
      authors.reach(PASSED);

      authors.input(AuthorInput.of(origin(START + 10), new FollowChange("u", "a", true)));

      assertThat(authors.taken()).hasSize(1).allMatch(LateMarksTest::isLate);
    }
  }

  @Test
  void marksTheOffersOfALateCandidate() throws Exception {
    try (var pools = new StageHarness<>(new OfferFromPools(POLICY))) {
      pools.input(new PoolInput(origin(START), "topic:sports", "u", null));
      pools.reach(PASSED);

      pools.input(
          new PoolInput(
              origin(START + 10),
              "topic:sports",
              null,
              SomePost.offered(SomePost.of("t", "a", START), START + 10)));

      assertThat(pools.taken()).hasSize(1).allMatch(LateMarksTest::isLate);
    }
  }

  private static AuthorInput post(long at) {
    return AuthorInput.of(
        origin(at), new AuthorInput.Publication(SomePost.of("t", "a", START), null));
  }

  private static PostInput like(long at) {
    return PostInput.of(new Act(origin(at), "u", "t", EngagementKind.like));
  }

  /** What came out: to the reader since the last call, to the author and the pools all of it. */
  private static List<Ordered> all(StageHarness<PostInput, ReaderInput> posts) {
    List<Ordered> all = new ArrayList<>(posts.taken());
    all.addAll(posts.side(HydrateEngagements.AUTHORS));
    all.addAll(posts.side(HydrateEngagements.POOLS));
    return all;
  }

  private static boolean isLate(Ordered input) {
    return input.origin().late();
  }
}
