package io.murmuration.cli.bench.timelines;

import io.murmuration.jobs.rank.stages.Candidate;
import io.murmuration.jobs.rank.stages.PoolMembers;
import io.murmuration.jobs.rank.stages.PoolPosts;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** A pool's readers and posts on the heap. */
final class HeapPool implements PoolMembers, PoolPosts {
  private final Map<String, Candidate> posts = new HashMap<>();
  private final Set<String> users = new HashSet<>();
  private final Map<Integer, String> bySlot = new HashMap<>();

  @Override
  public boolean contains(String user) {
    return users.contains(user);
  }

  @Override
  public String at(int slot) {
    return bySlot.get(slot);
  }

  @Override
  public void put(int slot, String user) {
    users.remove(bySlot.put(slot, user));
    users.add(user);
  }

  @Override
  public Candidate get(String tweetId) {
    return posts.get(tweetId);
  }

  @Override
  public void put(Candidate candidate) {
    posts.put(candidate.post().tweetId(), candidate);
  }

  @Override
  public void remove(String tweetId) {
    posts.remove(tweetId);
  }
}
