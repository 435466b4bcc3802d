package io.murmuration.model.generate.weights;

import com.fasterxml.jackson.databind.JsonNode;
import io.murmuration.model.inference.FatalInferenceException;
import java.nio.file.Path;

/** {@code config.json}, with what it asks that this engine can't give told at once. */
record ConfigJson(Path file, JsonNode json) {
  int integer(String name) {
    if (!json.path(name).isInt()) {
      throw new FatalInferenceException(file + " needs a whole number " + name);
    }
    return json.path(name).asInt();
  }

  int integer(String name, int otherwise) {
    return json.path(name).asInt(otherwise);
  }

  /** A missing entry means the value. */
  void refuseUnless(String name, String value) {
    String found = json.path(name).asText(value);
    if (!found.equals(value)) {
      throw new FatalInferenceException(
          "%s: %s is '%s', only '%s' is supported".formatted(file, name, found, value));
    }
  }

  /** False and null mean that it is not used. */
  void refuseAnyOf(String... names) {
    for (String name : names) {
      JsonNode found = json.path(name);
      if (!found.isMissingNode() && !found.isNull() && !(found.isBoolean() && !found.asBoolean())) {
        throw new FatalInferenceException("%s: %s is not supported".formatted(file, name));
      }
    }
  }
}
