package io.murmuration.loadgen.world;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Makes posts, each from the world's seed and its own number alone, in the order of time.
 *
 * <p>Vectors are scaled like the encoder's: over tweet-topic-xl, two English posts have a cosine of
 * 0.025 (standard deviation 0.060) if they share no topic, 0.051 (0.068) if they share their one
 * broad topic. These topics are narrower than those 19, so posts of one topic are at 0.095.
 */
final class Posts {
  private static final long ABOUT = 2;
  private static final long DAY_MILLIS = 86_400_000;
  private static final double COMMON = 0.025;
  private static final double TOPIC = 0.07;
  private static final double STYLE = 0.03;
  private static final double TOPIC_KNOWN = 0.4;
  private static final double TOPIC_MISTAKEN = 0.08;

  private final WorldConfig config;
  private final long seed;
  private final List<Person> people;
  private final double[] authors;
  private final float[] common;
  private final float[][] topics;

  Posts(WorldConfig config, long seed, List<Person> people) {
    this.config = config;
    this.seed = seed;
    this.people = people;
    authors = people.stream().mapToDouble(Person::postShare).toArray();
    Arrays.parallelPrefix(authors, Double::sum);
    common = direction(0, 0);
    topics = new float[config.topics().size()][];
    Arrays.setAll(topics, topic -> direction(1, topic));
  }

  Post make(long index) {
    SplittableRandom random = Chance.about(seed, ABOUT, index);
    Person author = people.get(Chance.pick(authors, random.nextDouble()));
    double[] about = about(author, random);
    boolean junk = author.spammer() && random.nextDouble() < 0.7;
    double hurts = random.nextDouble() < author.rudeness() ? 0.4 + 0.6 * random.nextDouble() : 0;
    double feeling = Math.tanh(author.tone() + 0.5 * Chance.gaussian(random) - hurts);
    int language =
        random.nextDouble() < 0.95 ? author.writesIn() : random.nextInt(config.languages().size());
    Post.Enrichment enrichment =
        new Post.Enrichment(
            vector(author.index(), about, random),
            knownTopics(about, random),
            clip(feeling + 0.4 * Chance.gaussian(random), -1),
            Chance.logistic(-3 + 4 * hurts + 0.8 * Chance.gaussian(random)),
            Chance.logistic((junk ? 1 : -4) + Chance.gaussian(random)));
    return new Post(
        index,
        author.index(),
        time(index, random.nextDouble()),
        language,
        about,
        author.appeal() + 0.6 * Chance.gaussian(random),
        hurts,
        junk,
        enrichment);
  }

  /** Of the first post that is not before this time. */
  long firstAt(long atMillis) {
    long index = Math.max(0, (long) ((atMillis - config.start().toEpochMilli()) / gap()) - 1);
    while (make(index).atMillis() < atMillis) {
      index++;
    }
    return index;
  }

  private double gap() {
    return (double) DAY_MILLIS / config.postsPerDay();
  }

  private long time(long index, double uniform) {
    return config.start().toEpochMilli() + (long) ((index + uniform) * gap());
  }

  private static double[] about(Person author, SplittableRandom random) {
    double[] about = new double[author.writes().length];
    double[] cumulative = author.writes().clone();
    Arrays.parallelPrefix(cumulative, Double::sum);
    about[Chance.pick(cumulative, random.nextDouble())] += 0.7;
    about[Chance.pick(cumulative, random.nextDouble())] += 0.3;
    return about;
  }

  private float[] vector(int author, double[] about, SplittableRandom random) {
    double length = Math.sqrt(Arrays.stream(about).map(share -> share * share).sum());
    float[] style = direction(2, author);
    double rest = Math.sqrt((1 - COMMON - TOPIC - STYLE) / config.dimension());
    float[] vector = new float[config.dimension()];
    for (int i = 0; i < vector.length; i++) {
      double value = Math.sqrt(COMMON) * common[i] + Math.sqrt(STYLE) * style[i];
      for (int topic = 0; topic < about.length; topic++) {
        value +=
            about[topic] == 0 ? 0 : Math.sqrt(TOPIC) * about[topic] / length * topics[topic][i];
      }
      vector[i] = (float) (value + rest * Chance.gaussian(random));
    }
    return unit(vector);
  }

  private int[] knownTopics(double[] about, SplittableRandom random) {
    int[] known = new int[about.length];
    int count = 0;
    for (int topic = 0; topic < about.length; topic++) {
      if (about[topic] > 0 && random.nextDouble() < TOPIC_KNOWN) {
        known[count++] = topic;
      }
    }
    if (random.nextDouble() < TOPIC_MISTAKEN) {
      int mistaken = random.nextInt(about.length);
      if (about[mistaken] == 0) {
        known[count++] = mistaken;
      }
    }
    return Arrays.copyOf(known, count);
  }

  private float[] direction(long kind, long number) {
    SplittableRandom random = Chance.about(seed, ABOUT, -1 - kind, number);
    float[] direction = new float[config.dimension()];
    for (int i = 0; i < direction.length; i++) {
      direction[i] = (float) Chance.gaussian(random);
    }
    return unit(direction);
  }

  private static float[] unit(float[] vector) {
    double squares = 0;
    for (float value : vector) {
      squares += value * value;
    }
    float length = (float) Math.sqrt(squares);
    for (int i = 0; i < vector.length; i++) {
      vector[i] /= length;
    }
    return vector;
  }

  private static double clip(double value, double least) {
    return Math.max(least, Math.min(1, value));
  }
}
