package io.murmuration.loadgen;

import java.util.SplittableRandom;

/** The times of a Poisson process, in seconds from its start. */
public final class Arrivals {
  private final double perSecond;
  private final SplittableRandom random;
  private double seconds;

  public Arrivals(double perSecond, long seed) {
    this.perSecond = perSecond;
    this.random = new SplittableRandom(seed);
  }

  public double next() {
    seconds -= Math.log(1 - random.nextDouble()) / perSecond;
    return seconds;
  }
}
