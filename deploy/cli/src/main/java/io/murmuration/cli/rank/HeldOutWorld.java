package io.murmuration.cli.rank;

import io.murmuration.event.EngagementKind;
import io.murmuration.loadgen.world.Person;
import io.murmuration.loadgen.world.Post;
import io.murmuration.loadgen.world.World;
import io.murmuration.loadgen.world.WorldEvent.Viewed;
import io.murmuration.model.rank.Engagements;
import io.murmuration.model.rank.RankFeatures;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A world of other people, topics and posts than those of {@link TrainingData}, to measure on. */
public final class HeldOutWorld {
  private static final long SEED = 1_001;
  private static final int PEOPLE = 1_500;
  private static final Duration LENGTH = Duration.ofDays(3);
  private static final Duration MEASURED_AFTER = Duration.ofDays(2);
  private static final int LEAST_CANDIDATES = 20;
  private static final int VIEW_EVERY = 4;

  /**
   * What could be shown to one reader, each reader once.
   *
   * @param worth the true expected worth of each candidate on top of the page, at least 0
   */
  public record Ranking(List<float[]> features, double[] worth) {}

  /** A post that was shown, with the position among its features. */
  public record View(float[] features, Set<EngagementKind> did) {}

  private final List<Ranking> rankings = new ArrayList<>();
  private final List<View> views = new ArrayList<>();
  private final Set<Integer> ranked = new HashSet<>();
  private final WorldRun run;
  private int viewed;

  private HeldOutWorld() {
    run = new WorldRun(PEOPLE, SEED, LENGTH, this::session, this::view);
  }

  /** Lives through it; takes half a minute. */
  public static HeldOutWorld live() {
    HeldOutWorld world = new HeldOutWorld();
    world.run.run();
    return world;
  }

  public List<Ranking> rankings() {
    return rankings;
  }

  public List<View> views() {
    return views;
  }

  private void session(Person person, long at, List<WorldRun.Candidate> candidates) {
    if (at < WorldRun.after(MEASURED_AFTER)
        || candidates.size() < LEAST_CANDIDATES
        || !ranked.add(person.index())) {
      return;
    }
    rankings.add(
        new Ranking(
            candidates.stream().map(WorldRun.Candidate::features).toList(),
            candidates.stream().mapToDouble(each -> worth(person, each.post(), at)).toArray()));
  }

  private double worth(Person person, Post post, long at) {
    Map<EngagementKind, Double> chances =
        run.world().probabilities(person, post, run.simulation().situation(person, post, 0, at));
    return Math.max(
        0,
        World.kinds().stream()
            .mapToDouble(kind -> Engagements.worth(kind) * chances.get(kind))
            .sum());
  }

  private void view(Viewed view, float[] features) {
    if (view.atMillis() >= WorldRun.after(MEASURED_AFTER) && viewed++ % VIEW_EVERY == 0) {
      views.add(new View(RankFeatures.atPosition(features, view.position()), view.did()));
    }
  }
}
