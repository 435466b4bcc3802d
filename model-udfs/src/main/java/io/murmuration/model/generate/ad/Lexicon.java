package io.murmuration.model.generate.ad;

import io.murmuration.model.inference.FatalInferenceException;
import io.murmuration.model.inference.RejectedInputException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The words that a writer may use on its own in one language, in small letters and capitalised, and
 * which of the model's tokens spell them. Thread-safe.
 */
final class Lexicon {
  private static final byte SPACE = ' ';

  /** Values of {@link #words}. */
  private static final int WORD = 0;

  private static final int JOINT = 1;

  /** Bytes of a space and another word. */
  static final int ANOTHER_WORD = 4;

  private final ByteTrie words = new ByteTrie();
  private final List<String> openers = new ArrayList<>();
  private final ByteTrie tokens;
  private final Map<Integer, BitSet> within = new ConcurrentHashMap<>();
  private final Map<Long, WordTokens> below = new ConcurrentHashMap<>();
  private final BitSet afterSpace = new BitSet();

  private Lexicon(ByteTrie tokens) {
    this.tokens = tokens;
  }

  /**
   * Reads lines of language, kind and text with tabs between. Kinds are {@code word}; {@code
   * joint}, a word that ends no sentence; {@code opener}, what leads in a claim.
   *
   * @param tokens the vocabulary's tokens by their bytes
   * @return by language
   */
  static Map<String, Lexicon> read(Path file, ByteTrie tokens) {
    Map<String, Lexicon> found = new TreeMap<>();
    try {
      for (String line : Files.readAllLines(file)) {
        String[] parts = line.split("\t");
        if (parts.length != 3) {
          throw new FatalInferenceException(
              file + " holds the line '" + line + "', not language, kind and text");
        }
        found.computeIfAbsent(parts[0], language -> new Lexicon(tokens)).put(parts[1], parts[2]);
      }
    } catch (IOException e) {
      throw new FatalInferenceException(file + " can't be read: " + e.getMessage(), e);
    }
    found.values().forEach(Lexicon::findStarts);
    return found;
  }

  private void put(String kind, String text) {
    switch (kind) {
      case "word" -> putWord(text, WORD);
      case "joint" -> putWord(text, JOINT);
      case "opener" -> openers.add(text);
      default -> throw new FatalInferenceException("the word list has an unknown kind " + kind);
    }
  }

  private void putWord(String word, int kind) {
    int more = kind == JOINT ? ANOTHER_WORD : 0;
    words.put(word.getBytes(StandardCharsets.UTF_8), kind, more);
    words.put(capitalised(word).getBytes(StandardCharsets.UTF_8), kind, more);
  }

  static String capitalised(String word) {
    int first = word.offsetByCodePoints(0, 1);
    return word.substring(0, first).toUpperCase(Locale.ROOT) + word.substring(first);
  }

  private void findStarts() {
    int space = tokens.child(ByteTrie.ROOT, SPACE);
    if (space != ByteTrie.NONE) {
      collect(tokens, space, words, ByteTrie.ROOT, afterSpace);
    }
  }

  ByteTrie words() {
    return words;
  }

  List<String> openers() {
    return openers;
  }

  /**
   * @throws RejectedInputException if the brief has more to quote than is kept count of
   */
  void requireCountable(AdBrief brief) throws RejectedInputException {
    int names = 1;
    int most = Quotable.MOST_IDS - names - openers.size();
    int items = brief.claims().size() + brief.mustSay().size();
    if (items > most) {
      throw new RejectedInputException(
          "BRIEF_UNWRITABLE",
          "the brief has %d claims and phrases that must be said, at most %d are kept count of"
              .formatted(items, most));
    }
  }

  /** Whether the word that ends at this node ends no sentence. */
  boolean isJoint(int node) {
    return words.value(node) == JOINT;
  }

  /** Tokens that go on with a word from this node of {@link #words}, no further than its end. */
  BitSet within(int node) {
    return within.computeIfAbsent(
        node,
        key -> {
          BitSet found = new BitSet();
          collect(tokens, ByteTrie.ROOT, words, key, found);
          return found;
        });
  }

  /**
   * Tokens at and below a node of {@code tokens} that go on with a word from this node of {@link
   * #words}, no further than its end.
   */
  WordTokens below(int token, int word) {
    return below.computeIfAbsent(
        (long) token << Integer.SIZE | word, key -> WordTokens.below(tokens, token, words, word));
  }

  /** Tokens that are a space and the beginning of a word. */
  BitSet afterSpace() {
    return afterSpace;
  }

  /** The tokens below a node that spell a way down from a node of the words. */
  static void collect(ByteTrie tokens, int token, ByteTrie words, int word, BitSet found) {
    for (int next = tokens.firstChild(token); next != ByteTrie.NONE; next = tokens.sibling(next)) {
      int reached = words.child(word, tokens.label(next));
      if (reached != ByteTrie.NONE) {
        if (tokens.ends(next)) {
          found.set(tokens.value(next));
        }
        collect(tokens, next, words, reached, found);
      }
    }
  }
}
