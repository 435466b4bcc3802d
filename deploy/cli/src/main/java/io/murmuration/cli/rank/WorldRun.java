package io.murmuration.cli.rank;

import io.murmuration.loadgen.world.Feed;
import io.murmuration.loadgen.world.Person;
import io.murmuration.loadgen.world.Post;
import io.murmuration.loadgen.world.Simulation;
import io.murmuration.loadgen.world.World;
import io.murmuration.loadgen.world.WorldConfig;
import io.murmuration.loadgen.world.WorldEvent;
import io.murmuration.loadgen.world.WorldEvent.Viewed;
import io.murmuration.loadgen.world.WorldEvent.Wrote;
import io.murmuration.model.rank.RankFeature;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.function.ToDoubleFunction;

/**
 * A simulated world under a feed that explores: some pages at random, some by time, by popularity
 * or by interest, so that what is logged is not only what was liked already.
 */
public final class WorldRun implements Feed {
  private static final Instant START = Instant.parse("2026-03-02T00:00:00Z");

  /** A candidate with the features of the moment. */
  record Candidate(Post post, float[] features) {
    float of(RankFeature feature) {
      return features[feature.ordinal()];
    }
  }

  /** Asked once a session, before the page is chosen. */
  interface OnSession {
    void candidates(Person person, long atMillis, List<Candidate> candidates);
  }

  /** Told of each view, with the features of its session's start. */
  interface OnView {
    void viewed(Viewed view, float[] features);
  }

  private final World world;
  private final Simulation simulation;
  private final RankMemory memory;
  private final Candidates posts = new Candidates();
  private final Map<Long, float[]> shown = new HashMap<>();
  private final SplittableRandom random;
  private final OnSession onSession;
  private final OnView onView;

  WorldRun(int people, long seed, Duration length, OnSession onSession, OnView onView) {
    world = new World(WorldConfig.of(people, 3 * people, START), seed);
    simulation =
        new Simulation(world, this, START.toEpochMilli(), START.plus(length).toEpochMilli());
    memory = new RankMemory(world.config());
    random = new SplittableRandom(seed);
    this.onSession = onSession;
    this.onView = onView;
  }

  World world() {
    return world;
  }

  Simulation simulation() {
    return simulation;
  }

  static long after(Duration sinceStart) {
    return START.plus(sinceStart).toEpochMilli();
  }

  void run() {
    while (simulation.hasNext()) {
      WorldEvent event = simulation.next();
      if (event instanceof Wrote wrote) {
        posts.wrote(wrote.post());
      } else if (event instanceof Viewed view) {
        memory.viewed(view);
        onView.viewed(view, shown.remove(key(view.person(), view.post())));
      }
    }
  }

  @Override
  public List<Post> page(Person person, long at) {
    List<Candidate> candidates =
        new ArrayList<>(
            posts
                .of(person, at, simulation.follows(), post -> mayShow(person, post), random)
                .stream()
                .map(post -> new Candidate(post, features(person, post, at)))
                .toList());
    onSession.candidates(person, at, candidates);
    explore(candidates);
    List<Candidate> page =
        candidates.subList(0, Math.min(world.config().viewsPerPage(), candidates.size()));
    page.forEach(each -> shown.put(key(person.index(), each.post()), each.features()));
    return page.stream().map(Candidate::post).toList();
  }

  /** Not what is on a page that is still being read. */
  private boolean mayShow(Person person, Post post) {
    return memory.mayShow(person, post) && !shown.containsKey(key(person.index(), post));
  }

  private float[] features(Person person, Post post, long at) {
    return memory.features(person, post, simulation.follows(), at);
  }

  private void explore(List<Candidate> candidates) {
    Collections.shuffle(candidates, new Random(random.nextLong()));
    double policy = random.nextDouble();
    if (policy < 0.2) {
      sort(candidates, each -> -each.of(RankFeature.AGE));
    } else if (policy < 0.4) {
      sort(candidates, each -> each.of(RankFeature.POST_RATE));
    } else if (policy < 0.65) {
      sort(
          candidates,
          each ->
              10 * each.of(RankFeature.INTEREST)
                  + each.of(RankFeature.AUTHOR_AFFINITY)
                  + each.of(RankFeature.IN_NETWORK)
                  - each.of(RankFeature.AGE)
                  + random.nextDouble());
    }
  }

  private static void sort(List<Candidate> candidates, ToDoubleFunction<Candidate> best) {
    Map<Candidate, Double> scores = new java.util.IdentityHashMap<>();
    candidates.forEach(each -> scores.put(each, best.applyAsDouble(each)));
    candidates.sort(Comparator.comparingDouble(scores::get).reversed());
  }

  private static long key(int person, Post post) {
    return ((long) person << 40) | post.index();
  }
}
