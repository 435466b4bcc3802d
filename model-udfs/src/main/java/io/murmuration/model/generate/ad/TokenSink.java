package io.murmuration.model.generate.ad;

import java.util.BitSet;

/** Takes tokens that a part of a copy may go on with. */
interface TokenSink {
  /**
   * @param characters of the part at its nearest end after the token, {@link Progress#NEVER} if it
   *     has none
   */
  void add(int token, int characters);

  /**
   * Those that aren't barred.
   *
   * @param beside characters of the part that aren't counted with the words
   */
  void addAll(WordTokens words, int beside);

  /** Puts into a set those with which the part is no longer than it may be. */
  record Within(int most, BriefTexts texts, BitSet found) implements TokenSink {
    @Override
    public void add(int token, int characters) {
      if (characters <= most) {
        found.set(token);
      }
    }

    @Override
    public void addAll(WordTokens words, int beside) {
      words.addFitting(most - beside, texts, found);
    }
  }
}
