package io.murmuration.model.generate.ad;

/** One reading of where a copy stands; a copy may have several at once. */
sealed interface Place {
  /**
   * Before a word.
   *
   * @param opens at the beginning of a sentence or after a colon
   * @param next what may follow
   */
  record Start(boolean opens, Next next) implements Place {
    enum Next {
      ANYTHING,
      /** A word and a space were written: a spaced stop may follow too. */
      ANYTHING_OR_STOP,
      /** A claim and a space were written. */
      STOP,
      CLAIM
    }
  }

  record Word(ByteTrie words, int node) implements Place {}

  /**
   * @param at bytes of it that are written
   */
  record Quote(Quotable quoted, int at, boolean opened) implements Place {
    boolean isWhole() {
      return at == quoted.text().length;
    }

    /** A space was just written within it. */
    boolean isAtWord() {
      return at > 0 && at < quoted.text().length && quoted.text()[at - 1] == ' ';
    }
  }

  /**
   * After punctuation, before its space.
   *
   * @param quoted the quotation that brought its own punctuation, or null
   */
  record Stop(boolean endsSentence, boolean opens, Quotable quoted) implements Place {}

  /** The quotation that is whole here, or null. */
  default Quotable quotedWhole() {
    if (this instanceof Quote quote) {
      return quote.isWhole() ? quote.quoted() : null;
    }
    return this instanceof Stop stop ? stop.quoted() : null;
  }

  /** Whether a claim was led in here and nothing else may follow. */
  default boolean leadsIn() {
    Quotable whole = quotedWhole();
    return whole != null && whole.kind() == Quotable.Kind.OPENER;
  }
}
