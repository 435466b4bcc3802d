package io.murmuration.cli.bench.models;

import io.murmuration.model.duplicate.NormalText;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;

/**
 * Broder's MinHash (1997) in bands: what near-duplicates of text are usually found with. It reads
 * the same normalised text as ours, sees each post in order and at once, and forgets nothing.
 */
final class MinHashClusters {
  private static final int BANDS = 32;
  private static final int ROWS = 4;
  private static final long SEED = 29;

  private final int characters;
  private final double threshold;
  private final long[] factors;
  private final Map<String, List<Integer>> buckets = new HashMap<>();
  private final List<long[]> sketches = new ArrayList<>();
  private final List<String> clusters = new ArrayList<>();

  /**
   * @param characters in a shingle
   * @param threshold the least share of hashes in common
   */
  MinHashClusters(int characters, double threshold) {
    this.characters = characters;
    this.threshold = threshold;
    this.factors = new Random(SEED).longs(BANDS * ROWS).map(factor -> factor | 1).toArray();
  }

  List<String> clusters(List<String> texts) {
    texts.forEach(this::add);
    return clusters;
  }

  private void add(String text) {
    long[] sketch = sketch(String.join(" ", NormalText.words(text)));
    int self = sketches.size();
    int first = self;
    for (int band = 0; band < BANDS; band++) {
      String key =
          band + Arrays.toString(Arrays.copyOfRange(sketch, band * ROWS, (band + 1) * ROWS));
      List<Integer> bucket = buckets.computeIfAbsent(key, k -> new ArrayList<>());
      for (int other : bucket) {
        if (other < first && alike(sketch, sketches.get(other)) >= threshold) {
          first = other;
        }
      }
      bucket.add(self);
    }
    sketches.add(sketch);
    clusters.add(first == self ? "c" + self : clusters.get(first));
  }

  private static double alike(long[] a, long[] b) {
    int same = 0;
    for (int i = 0; i < a.length; i++) {
      same += a[i] == b[i] ? 1 : 0;
    }
    return (double) same / a.length;
  }

  private long[] sketch(String text) {
    Set<Long> shingles = new HashSet<>();
    for (int i = 0; i + characters <= text.length() || i == 0; i++) {
      String shingle = text.substring(i, Math.min(text.length(), i + characters));
      shingles.add(mixed(shingle.hashCode() * 0x9E3779B97F4A7C15L));
    }
    long[] sketch = new long[factors.length];
    Arrays.fill(sketch, Long.MAX_VALUE);
    for (long shingle : shingles) {
      for (int i = 0; i < sketch.length; i++) {
        sketch[i] = Math.min(sketch[i], mixed(shingle * factors[i]));
      }
    }
    return sketch;
  }

  /** SplitMix64's last step (Steele et al. 2014). */
  private static long mixed(long value) {
    long z = (value ^ value >>> 30) * 0xBF58476D1CE4E5B9L;
    z = (z ^ z >>> 27) * 0x94D049BB133111EBL;
    return z ^ z >>> 31;
  }
}
