package io.murmuration.jobs.rank.stages;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * The source of out-of-network candidates: a pool is a topic with the readers who engaged with it,
 * or a share of all readers. Each post goes to a sample of a pool's readers, drawn by a hash of the
 * post, so a replay draws the same; who joins gets a sample of what came lately.
 */
public final class OutOfNetworkPool {
  private final RankPolicy policy;

  /** Where offers go. */
  public interface Output {
    void toReader(ReaderInput offer);
  }

  public OutOfNetworkPool(RankPolicy policy) {
    this.policy = policy;
  }

  /**
   * @param before null at first
   */
  public PoolOrder apply(
      PoolOrder before, PoolMembers members, PoolPosts posts, PoolInput input, Output out)
      throws Exception {
    PoolOrder order = before == null ? new PoolOrder(new String[0], 0) : before;
    return input.user() == null
        ? offer(order, members, posts, input, out)
        : join(order, members, posts, input, out);
  }

  /** Offers a reader about half of what came lately: who joins, or comes back, has nothing yet. */
  public void sample(PoolOrder order, PoolPosts posts, PoolInput input, Output out)
      throws Exception {
    List<Candidate> sample = new ArrayList<>();
    for (String tweet : order.recent()) {
      if (StableHash.of(input.user() + " " + tweet) > 0) {
        sample.add(posts.get(tweet));
      }
    }
    if (!sample.isEmpty()) {
      out.toReader(ReaderInput.of(input.origin(), input.user(), sample));
    }
  }

  private PoolOrder offer(
      PoolOrder order, PoolMembers members, PoolPosts posts, PoolInput input, Output out)
      throws Exception {
    String tweet = input.candidate().post().tweetId();
    int slots = Math.min(order.nextSlot(), policy.poolMembers());
    Set<String> drawn = new LinkedHashSet<>();
    for (int i = 0; i < policy.offersAmong(slots); i++) {
      drawn.add(members.at(StableHash.jump(StableHash.of(tweet, i), slots)));
    }
    for (String user : drawn) {
      out.toReader(ReaderInput.of(input.origin(), user, input.candidate()));
    }
    List<String> recent = new ArrayList<>(List.of(order.recent()));
    recent.remove(tweet);
    recent.add(tweet);
    posts.put(input.candidate());
    while (recent.size() > policy.recentAPool()) {
      posts.remove(recent.remove(0));
    }
    return new PoolOrder(recent.toArray(String[]::new), order.nextSlot());
  }

  private PoolOrder join(
      PoolOrder order, PoolMembers members, PoolPosts posts, PoolInput input, Output out)
      throws Exception {
    if (members.contains(input.user())) {
      return order;
    }
    members.put(order.nextSlot() % policy.poolMembers(), input.user());
    sample(order, posts, input, out);
    int next = order.nextSlot() + 1;
    // Past the bound it goes round, and never so far that a full pool would look half empty.
    return new PoolOrder(
        order.recent(), next < 2 * policy.poolMembers() ? next : policy.poolMembers());
  }
}
