package io.murmuration.model.generate;

/** From text to a decoder's tokens and back. Thread-safe. */
public interface GenerativeTokenizer extends AutoCloseable {
  /** The text's tokens alone, without a mark of its beginning or end. */
  int[] encode(String text);

  /** Leaves out marks such as the beginning and the end. */
  String decode(int[] tokens);

  /**
   * The bytes that each token adds to a text, by id, in UTF-8; empty for marks. A token may be part
   * of a character. For constraints; the arrays are not to be changed.
   */
  byte[][] bytes();

  @Override
  void close();
}
