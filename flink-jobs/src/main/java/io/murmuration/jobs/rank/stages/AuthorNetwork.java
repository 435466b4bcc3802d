package io.murmuration.jobs.rank.stages;

import io.murmuration.jobs.rank.stages.AuthorInput.Publication;
import io.murmuration.jobs.rank.stages.AuthorInput.Reaction;
import io.murmuration.model.rank.Reputation;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The source of in-network candidates: pushes an author's posts to the followers, at most as many
 * as the policy says, and to the pools of {@link OutOfNetworkPool}, where all others find them.
 */
public final class AuthorNetwork {
  private static final Publication[] NO_POSTS = {};

  private final RankPolicy policy;

  /** Where the stage's results go. */
  public interface Output {
    void toReader(ReaderInput offer);

    void toPool(PoolInput candidate);
  }

  public AuthorNetwork(RankPolicy policy) {
    this.policy = policy;
  }

  /**
   * @param before null at first
   */
  public AuthorMemory apply(AuthorMemory before, AuthorInput input, Output out) {
    AuthorMemory memory = before == null ? AuthorMemory.empty() : before;
    if (input.publication() != null) {
      return publish(memory, input.origin(), input.publication(), out);
    }
    return input.reaction() != null
        ? react(memory, input.reaction(), input.origin().atMillis())
        : follow(memory, input, out);
  }

  /**
   * When something of it may be forgotten: the posts when no act finds them any more, the
   * reputation when next to nothing is left of it. Follows are for ever, as in their topic.
   *
   * @return event time, or 0 for never
   */
  public long forgetsAtMillis(AuthorMemory memory) {
    if (memory.activeAtMillis() == 0) {
      return 0;
    }
    Duration quiet = memory.recent().length > 0 ? policy.postMemory() : policy.readerMemory();
    return memory.activeAtMillis() + quiet.toMillis();
  }

  /** What is left of it at that time. */
  public AuthorMemory afterQuiet(AuthorMemory memory, long atMillis) {
    long quiet = atMillis - memory.activeAtMillis();
    if (quiet >= policy.readerMemory().toMillis()) {
      return memory.followersAlone();
    }
    return quiet >= policy.postMemory().toMillis() ? memory.withoutPosts() : memory;
  }

  private AuthorMemory publish(
      AuthorMemory memory, Origin origin, Publication publication, Output out) {
    Candidate candidate = candidate(memory, publication, origin);
    for (String follower : memory.followers()) {
      out.toReader(ReaderInput.of(origin, follower, candidate));
    }
    for (String pool : policy.poolsOf(publication.post())) {
      out.toPool(new PoolInput(origin, pool, null, candidate));
    }
    return memory.published(remembered(memory.recent(), publication), origin.atMillis());
  }

  private Publication[] remembered(Publication[] recent, Publication publication) {
    List<Publication> posts = new ArrayList<>(List.of(recent));
    posts.removeIf(each -> each.post().tweetId().equals(publication.post().tweetId()));
    posts.add(publication);
    int most = policy.recentAnAuthor();
    return posts.subList(Math.max(0, posts.size() - most), posts.size()).toArray(NO_POSTS);
  }

  private static AuthorMemory react(AuthorMemory memory, Reaction reaction, long at) {
    Reputation reputation = Reputations.read(memory.reputation());
    if (reaction.shown()) {
      reputation.shown(at);
    } else {
      reputation.engaged(reaction.strength(), at);
    }
    return memory.reputed(Reputations.write(reputation), at);
  }

  private AuthorMemory follow(AuthorMemory memory, AuthorInput input, Output out) {
    FollowChange change = input.follow();
    int at = Arrays.binarySearch(memory.followers(), change.follower());
    if (!change.follows()) {
      return unfollowed(memory, at);
    }
    if (at >= 0) {
      return memory;
    }
    AuthorMemory now = followed(memory, -at - 1, change.follower());
    List<Candidate> sample = new ArrayList<>();
    for (Publication post : memory.recent()) {
      sample.add(candidate(now, post, input.origin()));
    }
    if (!sample.isEmpty()) {
      out.toReader(ReaderInput.of(input.origin(), change.follower(), sample));
    }
    return now;
  }

  /** Who is beyond the bound is counted, not known: a follow that is repeated counts again. */
  private AuthorMemory followed(AuthorMemory memory, int index, String follower) {
    if (memory.followers().length >= policy.fanOut()) {
      return memory.followedBy(memory.followers(), memory.moreFollowers() + 1);
    }
    List<String> followers = new ArrayList<>(List.of(memory.followers()));
    followers.add(index, follower);
    return memory.followedBy(followers.toArray(String[]::new), memory.moreFollowers());
  }

  private static AuthorMemory unfollowed(AuthorMemory memory, int index) {
    List<String> followers = new ArrayList<>(List.of(memory.followers()));
    int more = memory.moreFollowers();
    if (index >= 0) {
      followers.remove(index);
    } else {
      more = Math.max(0, more - 1);
    }
    return memory.followedBy(followers.toArray(String[]::new), more);
  }

  private static Candidate candidate(AuthorMemory memory, Publication publication, Origin origin) {
    return new Candidate(
        publication.post(),
        publication.reputation(),
        memory.reputation(),
        memory.followers().length + memory.moreFollowers(),
        origin.atMillis());
  }
}
