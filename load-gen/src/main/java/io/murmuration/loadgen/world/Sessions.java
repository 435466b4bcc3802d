package io.murmuration.loadgen.world;

import java.util.Comparator;
import java.util.PriorityQueue;
import java.util.SplittableRandom;

/** When people look: each at a rate of their own, more at some hours than at others. */
final class Sessions {
  private static final long ABOUT = 6;
  private static final double DAY_MILLIS = 86_400_000;
  private static final double HOUR_MILLIS = 3_600_000;

  record Session(Person person, long atMillis) {}

  private final double activity;
  private final SplittableRandom[] chances;
  private final PriorityQueue<Session> next =
      new PriorityQueue<>(
          Comparator.comparingLong(Session::atMillis)
              .thenComparingInt(session -> session.person().index()));

  Sessions(World world, long startMillis) {
    activity = world.config().activity();
    chances = new SplittableRandom[world.people().size()];
    for (Person person : world.people()) {
      chances[person.index()] = Chance.about(world.seed(), ABOUT, person.index());
      next.add(new Session(person, after(person, startMillis)));
    }
  }

  long nextMillis() {
    return next.element().atMillis();
  }

  Session next() {
    Session session = next.remove();
    next.add(new Session(session.person(), after(session.person(), session.atMillis())));
    return session;
  }

  /** A Poisson process whose rate follows the hours, by thinning (Lewis and Shedler 1979). */
  private long after(Person person, long fromMillis) {
    SplittableRandom random = chances[person.index()];
    double at = fromMillis;
    do {
      at -=
          Math.log(1 - random.nextDouble()) * DAY_MILLIS / (2 * activity * person.sessionsPerDay());
    } while (random.nextDouble() > share(person, at));
    return (long) at + 1;
  }

  private double share(Person person, double atMillis) {
    double hour = atMillis % DAY_MILLIS / HOUR_MILLIS;
    return 0.5 + 0.45 * Math.cos(2 * Math.PI * (hour - person.peakHour()) / 24);
  }
}
