package io.murmuration.model.remote;

import com.fasterxml.jackson.databind.JsonNode;
import io.murmuration.model.inference.FatalInferenceException;
import java.util.ArrayList;
import java.util.List;

/**
 * A tensor as {@code GET /v2/models/NAME} describes it.
 *
 * @param shape the first is the batch; -1 where any size will do
 */
record TensorMetadata(String name, String datatype, List<Integer> shape) {
  private static final int ANY = -1;

  /**
   * @param side inputs or outputs
   * @param name or null for the first
   * @throws FatalInferenceException if the model has no such tensor
   */
  static TensorMetadata of(JsonNode model, String side, String name) {
    for (JsonNode each : model.path(side)) {
      if (name == null || name.equals(each.path("name").asText())) {
        List<Integer> shape = new ArrayList<>();
        each.path("shape").forEach(size -> shape.add(size.asInt()));
        return new TensorMetadata(
            each.path("name").asText(), each.path("datatype").asText(), List.copyOf(shape));
      }
    }
    throw new FatalInferenceException(
        "the server's model has no tensor '%s' among its %s".formatted(name, side));
  }

  /**
   * @throws FatalInferenceException if it is of another type
   */
  TensorMetadata requireDatatype(String expected) {
    if (!datatype.equals(expected)) {
      throw new FatalInferenceException(
          "the server's tensor '%s' is of the type %s, this loader takes %s"
              .formatted(name, datatype, expected));
    }
    return this;
  }

  /** Of a row, or {@link #ANY}. */
  int width() {
    return shape.size() < 2 ? 1 : shape.get(shape.size() - 1);
  }

  boolean takes(int width) {
    return width() == ANY || width() == width;
  }
}
