package io.murmuration.model.generate.ad;

import java.nio.charset.StandardCharsets;

/**
 * A text that a copy may quote, whole.
 *
 * @param id quotations of one id are forms of one text
 */
record Quotable(byte[] text, Kind kind, int id) {
  enum Kind {
    /** Once, and once begun at the beginning of a sentence to be finished. */
    CLAIM,
    /** As often as one likes. */
    NAME,
    /** At least once, as a sentence. */
    REQUIRED,
    /** Leads in a claim: nothing else follows. */
    OPENER
  }

  /** Ids go from 0 to one less: what was quoted is kept as the bits of a long. */
  static final int MOST_IDS = Long.SIZE;

  Quotable {
    if (id < 0 || id >= MOST_IDS) {
      throw new IllegalArgumentException("no bit for quotation " + id);
    }
  }

  static Quotable of(String text, Kind kind, int id) {
    return new Quotable(text.getBytes(StandardCharsets.UTF_8), kind, id);
  }

  int characters() {
    return characters(0);
  }

  /**
   * @param from the byte to count from, the first of a character or within one
   */
  int characters(int from) {
    int count = 0;
    for (int i = from; i < text.length; i++) {
      count += Characters.of(text[i]);
    }
    return count;
  }

  /** Whether it ends a sentence by itself. */
  boolean closes() {
    return ".!?".indexOf(text[text.length - 1]) >= 0;
  }

  /** Whether it was quoted, by the ids of what was, as bits. */
  boolean isIn(long quoted) {
    return (quoted >> id & 1) == 1;
  }
}
