package io.murmuration.model.generate;

/** From text to a decoder's tokens and back. Thread-safe. */
public interface GenerativeTokenizer extends AutoCloseable {
  /** The text's tokens alone, without a mark of its beginning or end. */
  int[] encode(String text);

  /** Leaves out marks such as the beginning and the end. */
  String decode(int[] tokens);

  @Override
  void close();
}
