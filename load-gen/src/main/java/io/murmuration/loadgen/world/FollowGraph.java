package io.murmuration.loadgen.world;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.SplittableRandom;
import java.util.TreeSet;

/** Who follows whom. Few are followed by many; people follow what suits their taste. */
public final class FollowGraph {
  private static final long ABOUT = 3;
  private static final double MEDIAN_FOLLOWEES = 25;
  private static final int MOST_FOLLOWEES = 300;

  private final List<SortedSet<Integer>> followees;
  private final int[] followers;

  private FollowGraph(List<SortedSet<Integer>> followees, int[] followers) {
    this.followees = followees;
    this.followers = followers;
  }

  static FollowGraph draw(World world, long seed) {
    int people = world.people().size();
    double[] fame = world.people().stream().mapToDouble(FollowGraph::fame).toArray();
    java.util.Arrays.parallelPrefix(fame, Double::sum);
    FollowGraph graph = new FollowGraph(new ArrayList<>(), new int[people]);
    for (Person person : world.people()) {
      graph.followees.add(new TreeSet<>());
      SplittableRandom random = Chance.about(seed, ABOUT, person.index());
      double wanted = MEDIAN_FOLLOWEES * Math.exp(0.8 * Chance.gaussian(random));
      int most = (int) Math.min(Math.min(MOST_FOLLOWEES, people / 3.0), wanted);
      for (int tries = 0; tries < 12 * most && graph.of(person.index()).size() < most; tries++) {
        Person author = world.people().get(Chance.pick(fame, random.nextDouble()));
        if (random.nextDouble() < Chance.logistic(2.5 * world.suits(person, author) - 2.5)) {
          graph.follow(person.index(), author.index());
        }
      }
    }
    return graph;
  }

  private static double fame(Person person) {
    return Math.pow(person.postShare(), 0.8) * Math.exp(1.2 * person.appeal());
  }

  FollowGraph copy() {
    List<SortedSet<Integer>> copied = new ArrayList<>();
    followees.forEach(each -> copied.add(new TreeSet<>(each)));
    return new FollowGraph(copied, followers.clone());
  }

  /** Whom this person follows, in the order of their indices. */
  public SortedSet<Integer> of(int person) {
    return java.util.Collections.unmodifiableSortedSet(followees.get(person));
  }

  public boolean follows(int person, int author) {
    return followees.get(person).contains(author);
  }

  public int followers(int author) {
    return followers[author];
  }

  /**
   * @return whether that is new
   */
  boolean follow(int person, int author) {
    boolean fresh = person != author && followees.get(person).add(author);
    followers[author] += fresh ? 1 : 0;
    return fresh;
  }

  /**
   * @return whether the person did follow
   */
  boolean unfollow(int person, int author) {
    boolean gone = followees.get(person).remove(author);
    followers[author] -= gone ? 1 : 0;
    return gone;
  }
}
