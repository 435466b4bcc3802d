package io.murmuration.loadgen.world;

import io.murmuration.event.EngagementKind;
import io.murmuration.loadgen.world.WorldEvent.Followed;
import io.murmuration.loadgen.world.WorldEvent.Viewed;
import io.murmuration.loadgen.world.WorldEvent.Wrote;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.SplittableRandom;

/**
 * The life of a world under a {@link Feed}: posts, views with what people did, follows, in the
 * order of event time. The feed is asked only after all earlier events were handed out, so it can
 * learn from them. Equal worlds, feeds and times give equal lives.
 */
public final class Simulation implements Iterator<WorldEvent> {
  private static final long ABOUT = 5;
  private static final long VIEW_MILLIS = 4_000;

  private record Due(WorldEvent event, long order) {}

  private final World world;
  private final Feed feed;
  private final long endMillis;
  private final FollowGraph follows;
  private final ViewHistory[] histories;
  private final Sessions sessions;
  private final PriorityQueue<Due> due =
      new PriorityQueue<>(
          Comparator.comparingLong((Due d) -> d.event().atMillis()).thenComparingLong(Due::order));
  private Post nextPost;
  private long order;

  public Simulation(World world, Feed feed, long startMillis, long endMillis) {
    this.world = world;
    this.feed = feed;
    this.endMillis = endMillis;
    follows = world.follows().copy();
    histories = new ViewHistory[world.people().size()];
    java.util.Arrays.setAll(histories, i -> new ViewHistory(world.config().topics().size()));
    sessions = new Sessions(world, startMillis);
    nextPost = world.post(world.firstPostAt(startMillis));
  }

  /** Who follows whom by now. */
  public FollowGraph follows() {
    return follows;
  }

  /** How the person would meet the post by now. */
  public Situation situation(Person person, Post post, int position, long atMillis) {
    return histories[person.index()].situation(
        post, position, atMillis, follows.follows(person.index(), post.author()));
  }

  @Override
  public boolean hasNext() {
    advance();
    return !due.isEmpty() && due.peek().event().atMillis() < endMillis;
  }

  @Override
  public WorldEvent next() {
    if (!hasNext()) {
      throw new NoSuchElementException("the simulation's time is over");
    }
    return due.remove().event();
  }

  /** Until the earliest event that is due is surely the next. */
  private void advance() {
    while (soonest() < endMillis && (due.isEmpty() || due.peek().event().atMillis() > soonest())) {
      if (nextPost.atMillis() <= sessions.nextMillis()) {
        add(new Wrote(nextPost));
        nextPost = world.post(nextPost.index() + 1);
      } else {
        session(sessions.next());
      }
    }
  }

  private long soonest() {
    return Math.min(nextPost.atMillis(), sessions.nextMillis());
  }

  private void session(Sessions.Session session) {
    Person person = session.person();
    List<Post> page = feed.page(person, session.atMillis());
    int seen = Math.min(page.size(), world.config().viewsPerPage());
    for (int position = 0; position < seen; position++) {
      view(person, page.get(position), position, session.atMillis() + position * VIEW_MILLIS);
    }
  }

  private void view(Person person, Post post, int position, long at) {
    SplittableRandom random = Chance.about(world.seed(), ABOUT, person.index(), post.index(), at);
    Situation situation = situation(person, post, position, at);
    Map<EngagementKind, Double> chances = world.probabilities(person, post, situation);
    Set<EngagementKind> did = EnumSet.noneOf(EngagementKind.class);
    for (EngagementKind kind : World.kinds()) {
      if (random.nextDouble() < chances.get(kind)) {
        did.add(kind);
      }
    }
    histories[person.index()].saw(post, at);
    long dwell =
        (long)
            ((did.contains(EngagementKind.dwell) ? 6_000 : 600)
                * Math.exp(0.5 * Chance.gaussian(random)));
    add(new Viewed(at, person.index(), post, position, did, dwell));
    followOrNot(person, post, did, at, random);
  }

  private void followOrNot(
      Person person, Post post, Set<EngagementKind> did, long at, SplittableRandom random) {
    int author = post.author();
    boolean pleased = did.contains(EngagementKind.like) || did.contains(EngagementKind.repost);
    double suits = world.suits(person, world.people().get(author));
    if (did.contains(EngagementKind.mute) || did.contains(EngagementKind.block)) {
      if (follows.unfollow(person.index(), author)) {
        add(new Followed(at + 1, person.index(), author, false));
      }
    } else if (pleased
        && random.nextDouble() < 0.3 * Chance.logistic(2 * suits - 1)
        && follows.follow(person.index(), author)) {
      add(new Followed(at + 1, person.index(), author, true));
    }
  }

  private void add(WorldEvent event) {
    due.add(new Due(event, order++));
  }
}
