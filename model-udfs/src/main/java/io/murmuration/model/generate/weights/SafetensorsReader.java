package io.murmuration.model.generate.weights;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.murmuration.model.inference.FatalInferenceException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Reads {@code .safetensors}: a length, a JSON header of that length, the numbers.
 *
 * @see <a href="https://huggingface.co/docs/safetensors">the format</a>
 */
public final class SafetensorsReader {
  private static final ObjectMapper JSON = new ObjectMapper();

  private SafetensorsReader() {}

  /**
   * All tensors of the file, by name.
   *
   * @throws FatalInferenceException if the file is missing, damaged or holds other numbers than
   *     F32, F16 and BF16
   */
  public static Map<String, FloatTensor> read(Path path) {
    try (WeightFile file = WeightFile.open(path)) {
      JsonNode header = header(file);
      long data = file.position();
      Map<String, FloatTensor> tensors = new LinkedHashMap<>();
      for (Map.Entry<String, JsonNode> each : header.properties()) {
        if (!each.getKey().equals("__metadata__")) {
          tensors.put(each.getKey(), tensor(file, data, each.getKey(), each.getValue()));
        }
      }
      return tensors;
    }
  }

  private static JsonNode header(WeightFile file) {
    long bytes = file.readLong();
    if (bytes < 2 || bytes > file.size() - file.position()) {
      throw file.damaged("its header is said to have %d bytes".formatted(bytes));
    }
    try {
      JsonNode header = JSON.readTree(file.readText(bytes));
      if (!header.isObject()) {
        throw file.damaged("its header is no JSON object");
      }
      return header;
    } catch (IOException e) {
      throw file.damaged("its header is no JSON");
    }
  }

  private static FloatTensor tensor(WeightFile file, long data, String name, JsonNode entry) {
    FloatFormat format =
        switch (entry.path("dtype").asText()) {
          case "F32" -> FloatFormat.F32;
          case "F16" -> FloatFormat.F16;
          case "BF16" -> FloatFormat.BF16;
          default ->
              throw file.unsupported(
                  "%s is of type '%s', only F32, F16 and BF16 are read"
                      .formatted(name, entry.path("dtype").asText()));
        };
    int[] shape = shape(entry.path("shape"));
    long count = FloatTensor.count(shape);
    long begin = entry.path("data_offsets").path(0).asLong(-1);
    long end = entry.path("data_offsets").path(1).asLong(-1);
    if (begin < 0 || count < 0 || end - begin != count * format.bytes) {
      throw file.damaged("the shape and the place of %s don't agree".formatted(name));
    }
    return new FloatTensor(shape, file.floats(data + begin, format, (int) count));
  }

  private static int[] shape(JsonNode entry) {
    int[] shape = new int[entry.size()];
    for (int i = 0; i < shape.length; i++) {
      shape[i] = entry.get(i).asInt(-1);
    }
    return shape;
  }
}
