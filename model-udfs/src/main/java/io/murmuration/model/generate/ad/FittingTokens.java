package io.murmuration.model.generate.ad;

import io.murmuration.model.generate.ad.Place.Word;
import java.util.BitSet;

/**
 * The tokens after which a part can still be ended within its length. A walk down the vocabulary
 * reads what tokens have in common once; where nothing but a word of the lexicon can be meant, the
 * lexicon knows the rest of the way.
 */
record FittingTokens(ByteTrie tokens, CopyGrammar grammar, Placement placement) {
  /** Of tokens that hold more than one word or stop, some that fit may be missing. */
  BitSet after(Progress progress) {
    BitSet found = new BitSet();
    walk(ByteTrie.ROOT, progress, progress.isDue(grammar, placement), found);
    return found;
  }

  private void walk(int node, Progress progress, boolean dueOnly, BitSet found) {
    ByteSet mayFollow = grammar.mayFollow(progress.places());
    for (int next = tokens.firstChild(node); next != ByteTrie.NONE; next = tokens.sibling(next)) {
      if (mayFollow.contains(tokens.label(next))) {
        Progress then = progress.advance(tokens.label(next), dueOnly, grammar);
        if (then.isPossible()) {
          add(next, then, dueOnly, found);
        }
      }
    }
  }

  private void add(int node, Progress progress, boolean dueOnly, BitSet found) {
    Word word = progress.onlyWord(grammar);
    if (word != null) {
      addWord(node, word.node(), progress.roomForWord(grammar, placement), found);
      return;
    }
    if (tokens.ends(node) && progress.fits(grammar, placement)) {
      found.set(tokens.value(node));
    }
    walk(node, progress, dueOnly, found);
  }

  private void addWord(int node, int word, int room, BitSet found) {
    Lexicon lexicon = grammar.lexicon();
    if (tokens.firstChild(node) != ByteTrie.NONE) {
      lexicon.below(node, word).addFitting(room, grammar.texts(), found);
    } else if (lexicon.words().bytesToEnd(word) <= room) {
      found.set(tokens.value(node));
    }
  }
}
