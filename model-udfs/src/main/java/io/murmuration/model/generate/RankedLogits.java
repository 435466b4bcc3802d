package io.murmuration.model.generate;

import java.util.Arrays;

/**
 * Tokens with their logits, the largest first, equals by id. Each is one number, the logit in its
 * upper half such that smaller numbers rank higher.
 */
final class RankedLogits {
  private static final int ALL_BUT_SIGN = Integer.MAX_VALUE;

  private final long[] keys;
  private int count;

  RankedLogits(int vocabulary) {
    keys = new long[vocabulary];
  }

  void clear() {
    count = 0;
  }

  void add(int token, float logit) {
    // Adding zero turns minus zero into zero, its equal.
    int bits = Float.floatToRawIntBits(logit + 0f);
    int rising = bits ^ bits >> 31 & ALL_BUT_SIGN;
    keys[count++] = (long) ~rising << Integer.SIZE | token;
  }

  int count() {
    return count;
  }

  int token(int place) {
    return (int) keys[place];
  }

  float logit(int place) {
    int rising = ~(int) (keys[place] >> Integer.SIZE);
    return Float.intBitsToFloat(rising ^ rising >> 31 & ALL_BUT_SIGN);
  }

  /** Puts all in order. */
  void sort() {
    Arrays.sort(keys, 0, count);
  }

  /**
   * Puts the highest in order at the front, the others anywhere behind. The front is a heap of the
   * highest so far, the lowest of them on top: most tokens cost one comparison.
   */
  void sortFirst(int wanted) {
    if (wanted >= count) {
      sort();
      return;
    }
    for (int i = wanted / 2 - 1; i >= 0; i--) {
      sink(i, wanted);
    }
    for (int i = wanted; i < count; i++) {
      if (keys[i] < keys[0]) {
        swap(0, i);
        sink(0, wanted);
      }
    }
    Arrays.sort(keys, 0, wanted);
  }

  /** Keeps as many as stand in front. */
  void truncate(int kept) {
    count = Math.min(count, kept);
  }

  private void sink(int from, int size) {
    int place = from;
    while (2 * place + 1 < size) {
      int child = 2 * place + 1;
      if (child + 1 < size && keys[child] < keys[child + 1]) {
        child++;
      }
      if (keys[child] < keys[place]) {
        return;
      }
      swap(place, child);
      place = child;
    }
  }

  private void swap(int a, int b) {
    long key = keys[a];
    keys[a] = keys[b];
    keys[b] = key;
  }
}
