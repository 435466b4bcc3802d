package io.murmuration.loadgen.world;

import java.util.SplittableRandom;

/** Makes people, each from the world's seed and its own number alone. */
final class People {
  private static final long ABOUT = 1;
  private static final double SECOND_LANGUAGE = 0.3;
  private static final double SPAMMERS = 0.02;

  private People() {}

  static Person make(WorldConfig config, long seed, int index) {
    SplittableRandom random = Chance.about(seed, ABOUT, index);
    double[] taste = taste(config.topics().size(), random);
    int language = language(config.languages().size(), random);
    boolean[] reads = new boolean[config.languages().size()];
    for (int i = 0; i < reads.length; i++) {
      reads[i] = i == language || random.nextDouble() < SECOND_LANGUAGE;
    }
    Person.Habits habits =
        new Person.Habits(
            0.7 * Chance.gaussian(random),
            0.8 * Chance.gaussian(random),
            0.8 * Chance.gaussian(random));
    return new Person(
        index,
        taste,
        writes(taste, random),
        reads,
        language,
        heavyTail(2, 0.7, 12, random),
        (int) Math.floorMod(Math.round(18 + 3 * Chance.gaussian(random)), 24L),
        random.nextDouble(),
        random.nextDouble(),
        random.nextDouble(),
        habits,
        0.8 * Chance.gaussian(random),
        0.6 * Chance.gaussian(random),
        Math.tanh(0.2 + 0.4 * Chance.gaussian(random)),
        Math.pow(random.nextDouble(), 6) * 0.5,
        random.nextDouble() < SPAMMERS,
        heavyTail(1, 1.3, 200, random));
  }

  /** A few topics draw, one or two put off, to the rest the person is all but indifferent. */
  private static double[] taste(int topics, SplittableRandom random) {
    double[] taste = new double[topics];
    for (int i = 0; i < topics; i++) {
      taste[i] = 0.15 * Chance.gaussian(random) - 0.15;
    }
    int favourites = 2 + random.nextInt(4);
    for (int i = 0; i < favourites; i++) {
      taste[random.nextInt(topics)] = 0.6 + 0.9 * random.nextDouble();
    }
    int aversions = 1 + random.nextInt(2);
    for (int i = 0; i < aversions; i++) {
      taste[random.nextInt(topics)] = -0.5 - 0.5 * random.nextDouble();
    }
    return taste;
  }

  /** People write of what they like to read. */
  private static double[] writes(double[] taste, SplittableRandom random) {
    double[] writes = new double[taste.length];
    double sum = 0;
    for (int i = 0; i < taste.length; i++) {
      writes[i] = Math.exp(4 * taste[i]) * (0.2 + random.nextDouble());
      sum += writes[i];
    }
    for (int i = 0; i < taste.length; i++) {
      writes[i] /= sum;
    }
    return writes;
  }

  private static int language(int languages, SplittableRandom random) {
    return random.nextDouble() < 0.6 ? 0 : random.nextInt(languages);
  }

  /** Log-normal with this median, cut off. */
  private static double heavyTail(
      double median, double sigma, double most, SplittableRandom random) {
    return Math.min(most, median * Math.exp(sigma * Chance.gaussian(random)));
  }
}
