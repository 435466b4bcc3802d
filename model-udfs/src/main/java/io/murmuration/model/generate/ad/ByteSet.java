package io.murmuration.model.generate.ad;

/** A set of bytes. Not thread-safe. */
final class ByteSet {
  private final long[] words = new long[4];

  void add(byte label) {
    words[(label & 0xff) >> 6] |= 1L << label;
  }

  /**
   * @param characters of ASCII
   */
  void addAll(String characters) {
    for (int i = 0; i < characters.length(); i++) {
      add((byte) characters.charAt(i));
    }
  }

  void addAll(ByteSet others) {
    for (int i = 0; i < words.length; i++) {
      words[i] |= others.words[i];
    }
  }

  /** The labels of a node's children. */
  void addChildren(ByteTrie trie, int node) {
    for (int child = trie.firstChild(node); child != ByteTrie.NONE; child = trie.sibling(child)) {
      add(trie.label(child));
    }
  }

  boolean contains(byte label) {
    return (words[(label & 0xff) >> 6] >> label & 1) == 1;
  }
}
