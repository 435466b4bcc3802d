package io.murmuration.model.generate;

/**
 * Random numbers by seed and place, with no state between: what others draw changes nothing.
 * SplitMix64's output function, over seed and step in turn.
 *
 * @see <a href="https://doi.org/10.1145/2660193.2660195">Steele, Lea, Flood 2014</a>
 */
final class CounterRandom {
  private static final long GOLDEN_GAMMA = 0x9e3779b97f4a7c15L;
  private static final int FRACTION_BITS = 53;

  private CounterRandom() {}

  /** From 0 on, below 1. */
  static double uniform(long seed, int step) {
    long bits = mix(mix(seed) + (step + 1L) * GOLDEN_GAMMA);
    return (bits >>> Long.SIZE - FRACTION_BITS) * 0x1p-53;
  }

  private static long mix(long value) {
    long mixed = (value ^ value >>> 30) * 0xbf58476d1ce4e5b9L;
    mixed = (mixed ^ mixed >>> 27) * 0x94d049bb133111ebL;
    return mixed ^ mixed >>> 31;
  }
}
