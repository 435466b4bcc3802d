package io.murmuration.model.remote;

import io.murmuration.model.inference.Preprocessor;

/**
 * Leaves inputs as they are. The server pads as it likes, so all inputs are of one length bucket,
 * and a batch's budget counts its rows.
 */
final class WholeRows<I> implements Preprocessor<I, I> {
  @Override
  public I prepare(I input) {
    return input;
  }

  @Override
  public int paddedTokens(I prepared) {
    return 1;
  }

  @Override
  public int tokens(I prepared) {
    return 1;
  }

  @Override
  public void close() {}
}
