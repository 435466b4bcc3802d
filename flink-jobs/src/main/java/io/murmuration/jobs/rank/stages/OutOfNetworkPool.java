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
  private static final Candidate[] NONE = {};

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
  public PoolMemory apply(PoolMemory before, PoolMembers members, PoolInput input, Output out)
      throws Exception {
    PoolMemory memory = before == null ? new PoolMemory(NONE, 0) : before;
    return input.user() == null
        ? offer(memory, members, input, out)
        : join(memory, members, input, out);
  }

  private PoolMemory offer(PoolMemory memory, PoolMembers members, PoolInput input, Output out)
      throws Exception {
    String tweet = input.candidate().post().tweetId();
    int slots = Math.min(memory.nextSlot(), policy.poolMembers());
    Set<String> drawn = new LinkedHashSet<>();
    for (int i = 0; i < policy.offersAmong(slots); i++) {
      drawn.add(members.at(StableHash.jump(StableHash.of(tweet, i), slots)));
    }
    for (String user : drawn) {
      out.toReader(ReaderInput.of(input.origin(), user, input.candidate()));
    }
    List<Candidate> recent = new ArrayList<>(List.of(memory.recent()));
    recent.removeIf(each -> each.post().tweetId().equals(tweet));
    recent.add(input.candidate());
    int most = policy.recentAPool();
    return new PoolMemory(
        recent.subList(Math.max(0, recent.size() - most), recent.size()).toArray(NONE),
        memory.nextSlot());
  }

  private PoolMemory join(PoolMemory memory, PoolMembers members, PoolInput input, Output out)
      throws Exception {
    if (members.contains(input.user())) {
      return memory;
    }
    members.put(memory.nextSlot() % policy.poolMembers(), input.user());
    for (Candidate candidate : memory.recent()) {
      if (StableHash.of(input.user() + " " + candidate.post().tweetId()) > 0) {
        out.toReader(ReaderInput.of(input.origin(), input.user(), candidate));
      }
    }
    int next = memory.nextSlot() + 1;
    // Past the bound it goes round, and never so far that a full pool would look half empty.
    return new PoolMemory(
        memory.recent(), next < 2 * policy.poolMembers() ? next : policy.poolMembers());
  }
}
