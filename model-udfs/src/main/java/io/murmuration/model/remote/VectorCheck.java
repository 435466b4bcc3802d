package io.murmuration.model.remote;

import com.fasterxml.jackson.databind.JsonNode;
import io.murmuration.model.inference.RejectedInputException;

/** Vectors as servers send them. */
final class VectorCheck {
  private VectorCheck() {}

  /** NaN for whatever is no number. */
  static float[] read(Iterable<JsonNode> numbers, int size) {
    float[] vector = new float[size];
    int at = 0;
    for (JsonNode number : numbers) {
      vector[at++] = number.isNumber() ? number.floatValue() : Float.NaN;
    }
    return vector;
  }

  static void verify(float[] vector, int dimension) throws RejectedInputException {
    if (vector.length != dimension) {
      throw new RejectedInputException(
          "WRONG_SHAPE",
          "the server gave %d numbers, the manifest says dimension %d"
              .formatted(vector.length, dimension));
    }
    for (float value : vector) {
      if (!Float.isFinite(value)) {
        throw new RejectedInputException("NOT_FINITE", "the server's answer holds " + value);
      }
    }
  }

  /** Of length 1; of zeros it makes NaN. */
  static float[] normalised(float[] vector) {
    double squares = 0;
    for (float value : vector) {
      squares += (double) value * value;
    }
    float[] unit = new float[vector.length];
    for (int i = 0; i < unit.length; i++) {
      unit[i] = (float) (vector[i] / Math.sqrt(squares));
    }
    return unit;
  }
}
