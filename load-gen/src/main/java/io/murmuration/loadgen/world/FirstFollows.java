package io.murmuration.loadgen.world;

import io.murmuration.loadgen.world.WorldEvent.Followed;
import java.util.ArrayDeque;
import java.util.Deque;

/** Whom everybody follows to begin with, in the order of people, at a steady pace. */
public final class FirstFollows {
  /** Of thousands of people at once they would be a burst that no network of people has. */
  static final int PER_SECOND = 1_000;

  private FirstFollows() {}

  public static Deque<Followed> of(World world, long startMillis) {
    FollowGraph graph = world.follows();
    Deque<Followed> follows = new ArrayDeque<>();
    for (Person person : world.people()) {
      for (int author : graph.of(person.index())) {
        long at = startMillis + follows.size() * 1_000L / PER_SECOND;
        follows.add(new Followed(at, person.index(), author, true));
      }
    }
    return follows;
  }
}
