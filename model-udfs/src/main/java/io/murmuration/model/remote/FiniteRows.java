package io.murmuration.model.remote;

import io.murmuration.model.inference.Preprocessor;
import io.murmuration.model.inference.RejectedInputException;

/** Lets through what JSON can carry and the server's tensor takes; rows of one width meet. */
record FiniteRows(TensorMetadata input) implements Preprocessor<float[], float[]> {
  @Override
  public float[] prepare(float[] row) throws RejectedInputException {
    if (row.length == 0 || !input.takes(row.length)) {
      throw new RejectedInputException(
          "WRONG_SHAPE",
          "the row has %d numbers, the server's tensor '%s' has %d"
              .formatted(row.length, input.name(), input.width()));
    }
    for (float value : row) {
      if (!Float.isFinite(value)) {
        throw new RejectedInputException("NOT_FINITE", "the row holds " + value);
      }
    }
    return row;
  }

  @Override
  public int paddedTokens(float[] row) {
    return row.length;
  }

  @Override
  public int tokens(float[] row) {
    return row.length;
  }

  @Override
  public void close() {}
}
