package io.murmuration.model.generate.ad;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;

/**
 * Tokens that go on with a word, ordered by the characters that the word takes from there to the
 * nearest end after the token, the token's own included.
 *
 * @param tokens their ids
 * @param characters rising
 * @param nodes of the words, where each token leads
 */
record WordTokens(int[] tokens, int[] characters, int[] nodes) {
  private record Way(int token, int characters, int node) {}

  /** Tokens at and below a node that spell a way down from a node of the words. */
  static WordTokens below(ByteTrie tokens, int token, ByteTrie words, int word) {
    List<Way> ways = new ArrayList<>();
    collect(tokens, token, words, word, 0, ways);
    ways.sort(Comparator.comparingInt(Way::characters));
    return new WordTokens(
        ways.stream().mapToInt(Way::token).toArray(),
        ways.stream().mapToInt(Way::characters).toArray(),
        ways.stream().mapToInt(Way::node).toArray());
  }

  private static void collect(
      ByteTrie tokens, int token, ByteTrie words, int word, int characters, List<Way> found) {
    if (tokens.ends(token)) {
      found.add(new Way(tokens.value(token), characters + words.bytesToEnd(word), word));
    }
    for (int next = tokens.firstChild(token); next != ByteTrie.NONE; next = tokens.sibling(next)) {
      byte label = tokens.label(next);
      int reached = words.child(word, label);
      if (reached != ByteTrie.NONE) {
        collect(tokens, next, words, reached, characters + Characters.of(label), found);
      }
    }
  }

  /** Adds those with which the word can end within so many characters and isn't barred. */
  void addFitting(int room, BriefTexts texts, BitSet to) {
    boolean bars = texts.bars();
    for (int i = 0; i < tokens.length && characters[i] <= room; i++) {
      if (!bars || !texts.bars(nodes[i])) {
        to.set(tokens[i]);
      }
    }
  }
}
