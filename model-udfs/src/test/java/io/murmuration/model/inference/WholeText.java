package io.murmuration.model.inference;

/**
 * A text as it is.
 *
 * @param tokens of any text, or 0 for as many as it has characters
 */
record WholeText(int tokens) implements Preprocessor<String, String> {
  @Override
  public String prepare(String input) throws RejectedInputException {
    if (input.isEmpty()) {
      throw new RejectedInputException("EMPTY", "no text");
    }
    if (input.equals("odd")) {
      throw new IllegalArgumentException("what a text");
    }
    return input;
  }

  @Override
  public int paddedTokens(String prepared) {
    return tokens == 0 ? prepared.length() : tokens;
  }

  @Override
  public int tokens(String prepared) {
    return paddedTokens(prepared);
  }

  @Override
  public void close() {}
}
