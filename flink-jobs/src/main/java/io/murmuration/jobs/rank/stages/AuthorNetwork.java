package io.murmuration.jobs.rank.stages;

import io.murmuration.jobs.rank.stages.AuthorInput.Publication;
import io.murmuration.jobs.rank.stages.AuthorInput.Reaction;
import io.murmuration.model.rank.Reputation;
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
    AuthorMemory memory =
        before == null ? new AuthorMemory(new String[0], 0, null, NO_POSTS) : before;
    if (input.publication() != null) {
      return publish(memory, input.origin(), input.publication(), out);
    }
    return input.reaction() != null
        ? react(memory, input.reaction(), input.origin().atMillis())
        : follow(memory, input, out);
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
    return new AuthorMemory(
        memory.followers(),
        memory.moreFollowers(),
        memory.reputation(),
        remembered(memory.recent(), publication));
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
    return new AuthorMemory(
        memory.followers(), memory.moreFollowers(), Reputations.write(reputation), memory.recent());
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
    for (Publication post : memory.recent()) {
      out.toReader(
          ReaderInput.of(input.origin(), change.follower(), candidate(now, post, input.origin())));
    }
    return now;
  }

  /** Who is beyond the bound is counted, not known: a follow that is repeated counts again. */
  private AuthorMemory followed(AuthorMemory memory, int index, String follower) {
    if (memory.followers().length >= policy.fanOut()) {
      return new AuthorMemory(
          memory.followers(), memory.moreFollowers() + 1, memory.reputation(), memory.recent());
    }
    List<String> followers = new ArrayList<>(List.of(memory.followers()));
    followers.add(index, follower);
    return new AuthorMemory(
        followers.toArray(String[]::new),
        memory.moreFollowers(),
        memory.reputation(),
        memory.recent());
  }

  private static AuthorMemory unfollowed(AuthorMemory memory, int index) {
    List<String> followers = new ArrayList<>(List.of(memory.followers()));
    int more = memory.moreFollowers();
    if (index >= 0) {
      followers.remove(index);
    } else {
      more = Math.max(0, more - 1);
    }
    return new AuthorMemory(
        followers.toArray(String[]::new), more, memory.reputation(), memory.recent());
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
