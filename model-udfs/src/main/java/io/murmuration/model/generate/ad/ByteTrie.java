package io.murmuration.model.generate.ad;

import java.util.Arrays;

/** Byte strings with a number each, by their beginnings. Not thread-safe while it is filled. */
final class ByteTrie {
  static final int ROOT = 0;
  static final int NONE = -1;

  private byte[] labels = new byte[64];
  private int[] firstChild = filled(64);
  private int[] sibling = filled(64);
  private int[] values = filled(64);
  private int[] shortest = new int[64];
  private final int[] fromRoot = filled(256);
  private int size = 1;

  void put(byte[] string, int value) {
    put(string, value, 0);
  }

  /**
   * A second value for the same string replaces the first; an empty string is left out.
   *
   * @param more bytes that have to follow it
   */
  void put(byte[] string, int value, int more) {
    int node = ROOT;
    int whole = string.length + more;
    shortest[ROOT] = size == 1 ? whole : Math.min(shortest[ROOT], whole);
    for (int i = 0; i < string.length; i++) {
      int next = child(node, string[i]);
      if (next == NONE) {
        next = add(node, string[i]);
        shortest[next] = Integer.MAX_VALUE;
      }
      node = next;
      shortest[node] = Math.min(shortest[node], whole - i - 1);
    }
    if (node != ROOT) {
      values[node] = value;
    }
  }

  int child(int node, byte label) {
    if (node == ROOT) {
      return fromRoot[label & 0xff];
    }
    for (int next = firstChild[node]; next != NONE; next = sibling[next]) {
      if (labels[next] == label) {
        return next;
      }
    }
    return NONE;
  }

  /** The first of a node's children, or {@link #NONE}. */
  int firstChild(int node) {
    return firstChild[node];
  }

  /** The next child of the same node, or {@link #NONE}. */
  int sibling(int node) {
    return sibling[node];
  }

  byte label(int node) {
    return labels[node];
  }

  boolean ends(int node) {
    return values[node] != NONE;
  }

  /** Of the string that ends here, or {@link #NONE}. */
  int value(int node) {
    return values[node];
  }

  /** The fewest bytes from here to the end of a string and of what has to follow it. */
  int bytesToEnd(int node) {
    return shortest[node];
  }

  int nodes() {
    return size;
  }

  private int add(int parent, byte label) {
    if (size == labels.length) {
      grow(2 * size);
    }
    labels[size] = label;
    sibling[size] = firstChild[parent];
    firstChild[parent] = size;
    if (parent == ROOT) {
      fromRoot[label & 0xff] = size;
    }
    return size++;
  }

  private void grow(int capacity) {
    labels = Arrays.copyOf(labels, capacity);
    shortest = Arrays.copyOf(shortest, capacity);
    firstChild = grown(firstChild, capacity);
    sibling = grown(sibling, capacity);
    values = grown(values, capacity);
  }

  private static int[] grown(int[] old, int capacity) {
    int[] fresh = filled(capacity);
    System.arraycopy(old, 0, fresh, 0, old.length);
    return fresh;
  }

  private static int[] filled(int capacity) {
    int[] fresh = new int[capacity];
    Arrays.fill(fresh, NONE);
    return fresh;
  }
}
