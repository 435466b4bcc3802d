package io.murmuration.model.generate;

import java.util.BitSet;

/** The tokens that may come next; tokens can only be taken away. Not thread-safe. */
public final class TokenMask {
  private final int vocabulary;
  private final BitSet allowed;
  private boolean full;

  public TokenMask(int vocabulary) {
    this.vocabulary = vocabulary;
    this.allowed = new BitSet(vocabulary);
    reset();
  }

  /** Allows every token again. */
  void reset() {
    if (!full) {
      allowed.set(0, vocabulary);
      full = true;
    }
  }

  public int vocabulary() {
    return vocabulary;
  }

  public boolean allows(int token) {
    return full || allowed.get(token);
  }

  /** Whether nothing was taken away. */
  public boolean isFull() {
    return full;
  }

  public boolean isEmpty() {
    return allowed.isEmpty();
  }

  public void forbid(int token) {
    allowed.clear(token);
    full = false;
  }

  public void forbid(BitSet tokens) {
    allowed.andNot(tokens);
    full = false;
  }

  /** Takes away all but these. */
  public void retain(BitSet tokens) {
    allowed.and(tokens);
    full = false;
  }

  /** Takes away all but this one. */
  public void retain(int token) {
    boolean kept = allowed.get(token);
    allowed.clear();
    allowed.set(token, kept);
    full = false;
  }

  /** The first allowed token from this one on, or -1. */
  public int next(int from) {
    if (full) {
      return from < vocabulary ? from : -1;
    }
    return allowed.nextSetBit(from);
  }
}
