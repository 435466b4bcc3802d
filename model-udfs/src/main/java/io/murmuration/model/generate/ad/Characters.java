package io.murmuration.model.generate.ad;

/** Counts Java characters (UTF-16 units) in UTF-8. */
final class Characters {
  private Characters() {}

  /** What a byte adds: a character is counted at its first. */
  static int of(byte unit) {
    boolean continues = (unit & 0xC0) == 0x80;
    boolean beginsPair = (unit & 0xF8) == 0xF0;
    return continues ? 0 : beginsPair ? 2 : 1;
  }
}
