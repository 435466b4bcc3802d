package io.murmuration.cli.rank;

import io.murmuration.loadgen.world.FollowGraph;
import io.murmuration.loadgen.world.Person;
import io.murmuration.loadgen.world.Post;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.Predicate;

/** The posts among which a page is chosen: of those followed, and a sample of all others. */
final class Candidates {
  private static final long IN_NETWORK_MILLIS = 2 * 86_400_000L;
  private static final long RECENT_MILLIS = 86_400_000L;
  private static final int KEPT_AN_AUTHOR = 5;
  private static final int IN_NETWORK = 60;
  private static final int OUT_OF_NETWORK = 60;
  private static final int TRIES = 4;

  private final Map<Integer, Deque<Post>> byAuthor = new HashMap<>();
  private final List<Post> all = new ArrayList<>();
  private int oldestRecent;

  void wrote(Post post) {
    all.add(post);
    Deque<Post> own = byAuthor.computeIfAbsent(post.author(), key -> new ArrayDeque<>());
    own.addFirst(post);
    if (own.size() > KEPT_AN_AUTHOR) {
      own.removeLast();
    }
  }

  List<Post> of(
      Person person,
      long at,
      FollowGraph follows,
      Predicate<Post> mayShow,
      SplittableRandom random) {
    List<Post> followed = new ArrayList<>();
    for (int author : follows.of(person.index())) {
      for (Post post : byAuthor.getOrDefault(author, new ArrayDeque<>())) {
        if (at - post.atMillis() < IN_NETWORK_MILLIS && mayShow.test(post)) {
          followed.add(post);
        }
      }
    }
    followed.sort(Comparator.comparingLong(Post::index).reversed());
    Set<Post> candidates =
        new LinkedHashSet<>(followed.subList(0, Math.min(IN_NETWORK, followed.size())));
    int wanted = candidates.size() + OUT_OF_NETWORK;
    for (int i = 0; i < TRIES * OUT_OF_NETWORK && candidates.size() < wanted; i++) {
      Post post = recent(at, random);
      if (post != null && mayShow.test(post)) {
        candidates.add(post);
      }
    }
    return new ArrayList<>(candidates);
  }

  private Post recent(long at, SplittableRandom random) {
    while (oldestRecent < all.size() && at - all.get(oldestRecent).atMillis() > RECENT_MILLIS) {
      oldestRecent++;
    }
    return oldestRecent == all.size()
        ? null
        : all.get(oldestRecent + random.nextInt(all.size() - oldestRecent));
  }
}
