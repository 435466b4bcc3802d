package io.murmuration.cli.bench.writer;

/** Counts of keys other than 0, open-addressed. */
final class LongCounts {
  private static final double FULL = 0.7;

  private long[] keys;
  private int[] counts;
  private int size;

  LongCounts(int expected) {
    int capacity = Integer.highestOneBit(Math.max(16, (int) (expected / FULL))) * 2;
    keys = new long[capacity];
    counts = new int[capacity];
  }

  /** Returns the new count. */
  int add(long key) {
    if (size > keys.length * FULL) {
      grow();
    }
    int at = place(keys, key);
    if (keys[at] == 0) {
      keys[at] = key;
      size++;
    }
    return ++counts[at];
  }

  int get(long key) {
    return counts[place(keys, key)];
  }

  /** How many keys have this count. */
  long keysWith(int count) {
    long found = 0;
    for (int each : counts) {
      found += each == count ? 1 : 0;
    }
    return found;
  }

  private static int place(long[] keys, long key) {
    int mask = keys.length - 1;
    int at = (int) (key ^ key >>> 32) & mask;
    while (keys[at] != 0 && keys[at] != key) {
      at = at + 1 & mask;
    }
    return at;
  }

  private void grow() {
    long[] moreKeys = new long[2 * keys.length];
    int[] moreCounts = new int[2 * keys.length];
    for (int i = 0; i < keys.length; i++) {
      if (keys[i] != 0) {
        int at = place(moreKeys, keys[i]);
        moreKeys[at] = keys[i];
        moreCounts[at] = counts[i];
      }
    }
    keys = moreKeys;
    counts = moreCounts;
  }
}
