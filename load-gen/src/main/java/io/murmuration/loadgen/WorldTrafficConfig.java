package io.murmuration.loadgen;

import java.time.Duration;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/**
 * Traffic of a simulated world.
 *
 * @param parts what of it is sent
 * @param people who write and read
 * @param tweetsPerSecond of all of them
 * @param sessionsPerHour how often half of them or more look at their timelines
 * @param viewsPerSession posts that they are shown then
 * @param seed of the world: who likes what, who follows whom, what they write
 * @param duration until stopped where empty
 */
public record WorldTrafficConfig(
    Set<Part> parts,
    int people,
    double tweetsPerSecond,
    double sessionsPerHour,
    int viewsPerSession,
    long seed,
    Optional<Duration> duration) {
  private static final int MOST_PEOPLE = 100_000;
  private static final double HIGHEST = 10_000;

  /** A topic's share of the traffic. */
  public enum Part {
    tweets,
    engagements,
    follows
  }

  public WorldTrafficConfig {
    parts = parts.isEmpty() ? Set.of() : Set.copyOf(parts);
    if (people < 2 || people > MOST_PEOPLE) {
      throw new IllegalArgumentException("people must be from 2 to 100000: " + people);
    }
    if (!(tweetsPerSecond > 0 && tweetsPerSecond <= HIGHEST)) {
      throw new IllegalArgumentException(
          "the rate must be over 0 and at most 10000 a second: " + tweetsPerSecond);
    }
    if (!(sessionsPerHour > 0 && sessionsPerHour <= 3_600) || viewsPerSession < 1) {
      throw new IllegalArgumentException(
          "sessionsPerHour must be over 0, at most 3600, viewsPerSession at least 1");
    }
  }

  /** 200 people who look every few minutes. */
  public static WorldTrafficConfig light(double tweetsPerSecond, long seed) {
    return new WorldTrafficConfig(
        EnumSet.allOf(Part.class), 200, tweetsPerSecond, 15, 12, seed, Optional.empty());
  }

  /** The same people, who write and look so many times as often. */
  public WorldTrafficConfig times(double factor) {
    return new WorldTrafficConfig(
        parts,
        people,
        factor * tweetsPerSecond,
        factor * sessionsPerHour,
        viewsPerSession,
        seed,
        duration);
  }
}
