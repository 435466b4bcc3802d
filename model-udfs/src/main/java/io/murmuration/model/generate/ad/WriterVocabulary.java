package io.murmuration.model.generate.ad;

import io.murmuration.model.generate.GenerativeTokenizer;
import io.murmuration.model.generate.ad.Progress.Section;
import java.nio.charset.StandardCharsets;
import java.util.BitSet;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** The writer's tokens by their bytes, and its marks. Thread-safe. */
final class WriterVocabulary {
  private static final List<String> STOPS = List.of(".", ",", "!", "?");
  private static final List<String> CLOSE = List.of(":", ";");
  private static final List<String> SPACED = List.of(" :", " ;", " !", " ?");

  private final byte[][] bytes;
  private final ByteTrie tokens = new ByteTrie();
  private final Map<Section, Integer> ends = new EnumMap<>(Section.class);
  private final BitSet closePunctuation = new BitSet();
  private final BitSet spacedPunctuation = new BitSet();

  WriterVocabulary(GenerativeTokenizer tokenizer) {
    bytes = tokenizer.bytes();
    for (int token = 0; token < bytes.length; token++) {
      tokens.put(bytes[token], token);
    }
    ends.put(Section.HEADLINE, mark(tokenizer, "<|body|>"));
    ends.put(Section.BODY, mark(tokenizer, "<|cta|>"));
    ends.put(Section.CALL_TO_ACTION, mark(tokenizer, "<|end|>"));
    STOPS.forEach(stop -> add(stop, closePunctuation));
    CLOSE.forEach(stop -> add(stop, closePunctuation));
    STOPS.forEach(stop -> add(stop, spacedPunctuation));
    SPACED.forEach(stop -> add(stop, spacedPunctuation));
  }

  private static int mark(GenerativeTokenizer tokenizer, String text) {
    int[] ids = tokenizer.encode(text);
    if (ids.length != 1) {
      throw new IllegalArgumentException("the writer's tokenizer has no mark " + text);
    }
    return ids[0];
  }

  private void add(String text, BitSet to) {
    int node = ByteTrie.ROOT;
    for (byte next : text.getBytes(StandardCharsets.UTF_8)) {
      node = node == ByteTrie.NONE ? node : tokens.child(node, next);
    }
    if (node != ByteTrie.NONE && tokens.ends(node)) {
      to.set(tokens.value(node));
    }
  }

  byte[] bytes(int token) {
    return bytes[token];
  }

  ByteTrie tokens() {
    return tokens;
  }

  int root() {
    return ByteTrie.ROOT;
  }

  /** The node of the tokens that begin with a space. */
  int space() {
    return tokens.child(ByteTrie.ROOT, (byte) ' ');
  }

  /** The mark that ends a part and begins the next. */
  int endOf(Section section) {
    return ends.get(section);
  }

  /**
   * @param spaced as French has it: a space before colons and exclamation marks
   */
  BitSet punctuation(boolean spaced) {
    return spaced ? spacedPunctuation : closePunctuation;
  }

  /** The tokens below a node that are a beginning of the text from a byte on. */
  void addBeginnings(int node, byte[] text, int at, BitSet found) {
    int reached = node;
    for (int i = at; i < text.length; i++) {
      reached = tokens.child(reached, text[i]);
      if (reached == ByteTrie.NONE) {
        return;
      }
      if (tokens.ends(reached)) {
        found.set(tokens.value(reached));
      }
    }
  }
}
