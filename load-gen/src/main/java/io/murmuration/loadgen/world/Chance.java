package io.murmuration.loadgen.world;

import java.util.SplittableRandom;

/** Chance that is a function of the seed and of what it is about, in whatever order it is asked. */
final class Chance {
  private static final long GOLDEN = 0x9E3779B97F4A7C15L;

  private Chance() {}

  static SplittableRandom about(long seed, long... what) {
    long mixed = seed;
    for (long each : what) {
      mixed = finish(mixed + GOLDEN + finish(each + GOLDEN));
    }
    return new SplittableRandom(mixed);
  }

  /** Box and Muller's. */
  static double gaussian(SplittableRandom random) {
    double radius = Math.sqrt(-2 * Math.log(1 - random.nextDouble()));
    return radius * Math.cos(2 * Math.PI * random.nextDouble());
  }

  static double logistic(double x) {
    return 1 / (1 + Math.exp(-x));
  }

  /** Where the uniform number falls among shares that are given as their running sum. */
  static int pick(double[] cumulative, double uniform) {
    double sought = uniform * cumulative[cumulative.length - 1];
    int found = java.util.Arrays.binarySearch(cumulative, sought);
    return Math.min(cumulative.length - 1, found >= 0 ? found + 1 : -found - 1);
  }

  /** Stafford's thirteenth mixer. */
  private static long finish(long z) {
    long x = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
    x = (x ^ (x >>> 27)) * 0x94D049BB133111EBL;
    return x ^ (x >>> 31);
  }
}
