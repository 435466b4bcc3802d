package io.murmuration.jobs.rank.stages;

/** Hashes that are the same in any JVM and any version: what is sampled by them can be replayed. */
final class StableHash {
  private static final long OFFSET = 0xcbf29ce484222325L;
  private static final long PRIME = 0x100000001b3L;

  private StableHash() {}

  /** FNV-1a of the characters, then Stafford's thirteenth mixer. */
  static long of(String text) {
    long hash = OFFSET;
    for (int i = 0; i < text.length(); i++) {
      hash = (hash ^ text.charAt(i)) * PRIME;
    }
    return mixed(hash);
  }

  static long of(String text, long number) {
    return mixed(of(text) + 0x9E3779B97F4A7C15L * (number + 1));
  }

  static int bucket(String text, int buckets) {
    return (int) Long.remainderUnsigned(of(text), buckets);
  }

  /**
   * Jump consistent hash (Lamping and Veach 2014): as buckets are added, few keys move.
   *
   * @return from 0 to buckets - 1
   */
  static int jump(long hash, int buckets) {
    long key = hash;
    long bucket = -1;
    long next = 0;
    while (next < buckets) {
      bucket = next;
      key = key * 2862933555777941757L + 1;
      next = (long) ((bucket + 1) * ((double) (1L << 31) / ((key >>> 33) + 1)));
    }
    return (int) bucket;
  }

  private static long mixed(long z) {
    long x = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
    x = (x ^ (x >>> 27)) * 0x94D049BB133111EBL;
    return x ^ (x >>> 31);
  }
}
