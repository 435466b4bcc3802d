package io.murmuration.loadgen.world;

import java.time.Instant;
import java.util.List;

/**
 * The size of a simulated world.
 *
 * @param people who read and write
 * @param topics names of the topics that posts are about, as the encoder names them or any others
 * @param dimension of the posts' vectors
 * @param languages the first is the commonest
 * @param postsPerDay of all people together
 * @param viewsPerPage posts that a person is shown in one session
 * @param activity how many times as often as by nature people look
 * @param start of the first day
 */
public record WorldConfig(
    int people,
    List<String> topics,
    int dimension,
    List<String> languages,
    int postsPerDay,
    int viewsPerPage,
    double activity,
    Instant start) {
  private static final int DEFAULT_TOPICS = 40;
  private static final double MOST_ACTIVE = 10_000;

  public WorldConfig {
    topics = List.copyOf(topics);
    languages = List.copyOf(languages);
    requireAtLeast("people", people, 2);
    requireAtLeast("topics", topics.size(), 2);
    requireAtLeast("dimension", dimension, 8);
    requireAtLeast("languages", languages.size(), 1);
    requireAtLeast("postsPerDay", postsPerDay, 1);
    requireAtLeast("viewsPerPage", viewsPerPage, 1);
    if (!(activity > 0 && activity <= MOST_ACTIVE)) {
      throw new IllegalArgumentException("activity must be over 0, at most 10000: " + activity);
    }
  }

  /** English and French, forty topics, vectors of 256 numbers. */
  public static WorldConfig of(int people, int postsPerDay, Instant start) {
    List<String> topics =
        java.util.stream.IntStream.range(0, DEFAULT_TOPICS).mapToObj(i -> "topic-" + i).toList();
    return new WorldConfig(people, topics, 256, List.of("en", "fr"), postsPerDay, 20, 1, start);
  }

  /** The same world in a hurry: its people look so many times as often. */
  public WorldConfig withActivity(double times) {
    return new WorldConfig(
        people, topics, dimension, languages, postsPerDay, viewsPerPage, times, start);
  }

  private static void requireAtLeast(String name, int value, int least) {
    if (value < least) {
      throw new IllegalArgumentException(name + " must be at least " + least + ": " + value);
    }
  }
}
