package io.murmuration.model.image;

/**
 * Normal numbers by seed, the same on every platform: SplitMix64 under the method of Box and
 * Muller, in {@link StrictMath}.
 *
 * @see <a href="https://doi.org/10.1145/2660193.2660195">Steele, Lea, Flood 2014</a>
 * @see <a href="https://doi.org/10.1214/aoms/1177706645">Box, Muller 1958</a>
 */
public final class GaussianNoise {
  private static final long GOLDEN_GAMMA = 0x9e3779b97f4a7c15L;
  private static final int FRACTION_BITS = 53;

  private GaussianNoise() {}

  /**
   * @param count even
   */
  public static void fill(long seed, float deviation, float[] to, int from, int count) {
    long state = mix(seed);
    for (int i = from; i < from + count; i += 2) {
      double log = StrictMath.log(1 - uniform(state += GOLDEN_GAMMA));
      double radius = deviation * StrictMath.sqrt(-2 * log);
      double angle = 2 * Math.PI * uniform(state += GOLDEN_GAMMA);
      to[i] = (float) (radius * StrictMath.cos(angle));
      to[i + 1] = (float) (radius * StrictMath.sin(angle));
    }
  }

  /** From 0 on, below 1. */
  private static double uniform(long state) {
    return (mix(state) >>> Long.SIZE - FRACTION_BITS) * 0x1p-53;
  }

  private static long mix(long value) {
    long mixed = (value ^ value >>> 30) * 0xbf58476d1ce4e5b9L;
    mixed = (mixed ^ mixed >>> 27) * 0x94d049bb133111ebL;
    return mixed ^ mixed >>> 31;
  }
}
