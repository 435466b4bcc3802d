package io.murmuration.model.generate.ad;

import io.murmuration.model.generate.ad.Place.Start;
import io.murmuration.model.generate.ad.Place.Word;
import io.murmuration.model.generate.ad.Progress.Section;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The tokens after which a part can still be ended within its length. A walk down the vocabulary
 * reads what tokens have in common once; where nothing but a word of the lexicon can be meant, the
 * lexicon knows the rest of the way; and what may begin at one place of a copy is walked once, as
 * how much longer it makes the part does not depend on the part's length. Thread-safe.
 */
final class FittingTokens {
  /**
   * @param node of the vocabulary, to which the token has come
   */
  private record Beginning(int node, Start start, boolean inBody, long quoted, boolean dueOnly) {}

  private final ByteTrie tokens;
  private final CopyGrammar grammar;
  private final Placement placement;
  private final Map<Beginning, MeasuredTokens> beginnings = new ConcurrentHashMap<>();

  FittingTokens(ByteTrie tokens, CopyGrammar grammar, Placement placement) {
    this.tokens = tokens;
    this.grammar = grammar;
    this.placement = placement;
  }

  /** Of tokens that hold more than one word or stop, some that fit may be missing. */
  BitSet after(Progress progress) {
    TokenSink.Within fitting =
        new TokenSink.Within(
            progress.section().mostCharacters(placement), grammar.texts(), new BitSet());
    go(ByteTrie.ROOT, progress.distinct(), progress.isDue(grammar, placement), fitting);
    return fitting.found();
  }

  /** All tokens below the node. */
  private void go(int node, Progress progress, boolean dueOnly, TokenSink found) {
    if (tokens.firstChild(node) == ByteTrie.NONE) {
      return;
    }
    Start start = progress.onlyStart();
    if (start == null) {
      walk(node, progress, dueOnly, found);
    } else {
      beginning(node, start, progress, dueOnly).addTo(found, progress.characters());
    }
  }

  private MeasuredTokens beginning(int node, Start start, Progress progress, boolean dueOnly) {
    boolean inBody = progress.section() == Section.BODY;
    Beginning key = new Beginning(node, start, inBody, progress.quoted(), dueOnly);
    MeasuredTokens known = beginnings.get(key);
    if (known == null) {
      // Walks may nest, so no computeIfAbsent; who comes second finds the same.
      known = new MeasuredTokens();
      Progress here = new Progress(progress.section(), List.of(start), 0, progress.quoted());
      walk(node, here, dueOnly, known);
      beginnings.put(key, known);
    }
    return known;
  }

  private void walk(int node, Progress progress, boolean dueOnly, TokenSink found) {
    ByteSet mayFollow = grammar.mayFollow(progress.places());
    for (int next = tokens.firstChild(node); next != ByteTrie.NONE; next = tokens.sibling(next)) {
      if (mayFollow.contains(tokens.label(next))) {
        Progress then = progress.advance(tokens.label(next), dueOnly, grammar).distinct();
        if (then.isPossible()) {
          add(next, then, dueOnly, found);
        }
      }
    }
  }

  private void add(int node, Progress progress, boolean dueOnly, TokenSink found) {
    Word word = progress.onlyWord(grammar);
    if (word != null) {
      addWord(node, word.node(), progress.charactersBesideWord(grammar), found);
      return;
    }
    if (tokens.ends(node)) {
      found.add(tokens.value(node), progress.fewestCharacters(grammar));
    }
    go(node, progress, dueOnly, found);
  }

  private void addWord(int node, int word, int beside, TokenSink found) {
    Lexicon lexicon = grammar.lexicon();
    if (tokens.firstChild(node) != ByteTrie.NONE) {
      found.addAll(lexicon.below(node, word), beside);
    } else {
      found.add(tokens.value(node), beside + lexicon.words().bytesToEnd(word));
    }
  }
}
