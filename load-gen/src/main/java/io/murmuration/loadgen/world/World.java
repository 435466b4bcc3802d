package io.murmuration.loadgen.world;

import io.murmuration.event.EngagementKind;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * People with hidden tastes, whom they follow at the start, what they write, and the true
 * probability of all that they may do with a post. Equal configurations and seeds give equal
 * worlds; nothing here changes. Thread-safe.
 */
public final class World {
  private static final long AFFINITY = 4;
  private static final double AFFINITY_SHARE = 0.35;

  private final WorldConfig config;
  private final long seed;
  private final List<Person> people;
  private final Posts posts;
  private final FollowGraph follows;

  public World(WorldConfig config, long seed) {
    this.config = config;
    this.seed = seed;
    people =
        IntStream.range(0, config.people())
            .mapToObj(index -> People.make(config, seed, index))
            .toList();
    posts = new Posts(config, seed, people);
    follows = FollowGraph.draw(this, seed);
  }

  public WorldConfig config() {
    return config;
  }

  long seed() {
    return seed;
  }

  public List<Person> people() {
    return people;
  }

  /** As it is at the start; a {@link Simulation} goes on from it. */
  public FollowGraph follows() {
    return follows;
  }

  /**
   * Made anew at each call; there is no last one.
   *
   * @param index from 0, in the order of time
   */
  public Post post(long index) {
    return posts.make(index);
  }

  /** The index of the first post that is not before this time. */
  public long firstPostAt(long atMillis) {
    return posts.firstAt(atMillis);
  }

  /** The kinds of engagement that have a probability, in a fixed order. */
  public static List<EngagementKind> kinds() {
    return ClickModel.KINDS;
  }

  /** The true probability of each kind of engagement. */
  public Map<EngagementKind, Double> probabilities(Person person, Post post, Situation situation) {
    return ClickModel.probabilities(person, post, appeal(person, post, situation), situation);
  }

  double appeal(Person person, Post post, Situation situation) {
    double suits = overlap(person.taste(), post.about()) + affinity(person.index(), post.author());
    return ClickModel.appeal(person, post, suits, situation);
  }

  /** How much the person likes what the author writes. */
  double suits(Person person, Person author) {
    return overlap(person.taste(), author.writes()) + affinity(person.index(), author.index());
  }

  /** Some people please one another for no reason that a topic could name. */
  private double affinity(int person, int author) {
    return AFFINITY_SHARE * Chance.gaussian(Chance.about(seed, AFFINITY, person, author));
  }

  private static double overlap(double[] left, double[] right) {
    double sum = 0;
    for (int i = 0; i < left.length; i++) {
      sum += left[i] * right[i];
    }
    return sum;
  }
}
