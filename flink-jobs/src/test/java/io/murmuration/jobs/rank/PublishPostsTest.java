package io.murmuration.jobs.rank;

import static io.murmuration.jobs.rank.StageHarness.origin;
import static org.assertj.core.api.Assertions.assertThat;

import io.murmuration.jobs.rank.stages.AuthorInput;
import io.murmuration.jobs.rank.stages.AuthorInput.Publication;
import io.murmuration.jobs.rank.stages.AuthorInput.Reaction;
import io.murmuration.jobs.rank.stages.FollowChange;
import io.murmuration.jobs.rank.stages.RankPolicy;
import io.murmuration.jobs.rank.stages.ReaderInput;
import io.murmuration.jobs.rank.stages.SomePost;
import java.util.List;
import org.junit.jupiter.api.Test;

class PublishPostsTest {
  private static final long START = SmallWorld.START;
  private static final long DAY = 86_400_000;

  private static StageHarness<AuthorInput, ReaderInput> author() throws Exception {
    return new StageHarness<>(new PublishPosts(RankPolicy.standard()));
  }

  @Test
  void forgetsThePostsOfAnAuthorWhoIsQuietAndThenTheReputationAndNeverTheFollowers()
      throws Exception {
    try (var author = author()) {
      author.input(follow("u0", START));
      author.input(post("t0", START + 1));
      author.input(AuthorInput.of(origin(START + 2), "a", new Reaction(false, 1)));
      author.reach(START + 2 * DAY);
      author.taken();

      List<ReaderInput> afterTwoDays = followed(author, "u1", START + 2 * DAY);
      author.reach(START + 10 * DAY);
      List<ReaderInput> afterTenDays = followed(author, "u2", START + 10 * DAY);
      ReaderInput remembered = posted(author, "t1", START + 11 * DAY).get(0);
      author.reach(START + 60 * DAY);
      List<ReaderInput> afterSixtyDays = posted(author, "t2", START + 60 * DAY);

      assertThat(afterTwoDays).hasSize(1);
      assertThat(afterTenDays).isEmpty();
      assertThat(remembered.offer().authorReputation()).isNotNull();
      assertThat(afterSixtyDays).extracting(ReaderInput::user).containsExactly("u0", "u1", "u2");
      assertThat(afterSixtyDays).allMatch(each -> each.offer().authorReputation() == null);
    }
  }

  @Test
  void keepsThePostsOfAnAuthorWhoGoesOn() throws Exception {
    try (var author = author()) {
      for (int day = 0; day < 40; day++) {
        author.input(post("t" + day, START + day * DAY));
        author.reach(START + day * DAY);
      }

      assertThat(followed(author, "u", START + 40 * DAY))
          .singleElement()
          .satisfies(input -> assertThat(input.sample()).hasSize(5));
    }
  }

  @Test
  void keepsNothingOfAnAuthorWhomNobodyFollows() throws Exception {
    try (var author = author()) {
      author.input(post("t0", START));
      author.reach(START + 1);
      int before = author.keyedStateEntries();

      author.reach(START + 60 * DAY);

      assertThat(before).isPositive();
      assertThat(author.keyedStateEntries()).isZero();
    }
  }

  private static List<ReaderInput> followed(
      StageHarness<AuthorInput, ReaderInput> author, String user, long at) throws Exception {
    author.input(follow(user, at + 1));
    author.reach(at + 1);
    return author.taken();
  }

  private static List<ReaderInput> posted(
      StageHarness<AuthorInput, ReaderInput> author, String tweet, long at) throws Exception {
    author.input(post(tweet, at + 1));
    author.reach(at + 1);
    return author.taken();
  }

  private static AuthorInput follow(String user, long at) {
    return AuthorInput.of(origin(at), new FollowChange(user, "a", true));
  }

  private static AuthorInput post(String tweet, long at) {
    return AuthorInput.of(origin(at), new Publication(SomePost.of(tweet, "a", at), null));
  }
}
