package io.murmuration.model.generate.weights;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** Writes F32. */
public final class SafetensorsFiles {
  private static final ObjectMapper JSON = new ObjectMapper();

  private SafetensorsFiles() {}

  public static void write(Path path, Map<String, FloatTensor> tensors) throws IOException {
    ObjectNode header = JSON.createObjectNode();
    header.putObject("__metadata__").put("format", "pt");
    int size = 0;
    for (Map.Entry<String, FloatTensor> each : tensors.entrySet()) {
      ObjectNode entry = header.putObject(each.getKey()).put("dtype", "F32");
      entry.set("shape", JSON.valueToTree(each.getValue().shape()));
      int end = size + each.getValue().values().length * Float.BYTES;
      entry.putArray("data_offsets").add(size).add(end);
      size = end;
    }
    ByteBuffer data = ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
    tensors.values().forEach(tensor -> put(data, tensor.values()));
    write(path, header.toString(), data.array());
  }

  static void write(Path path, String header, byte... data) throws IOException {
    byte[] text = header.getBytes(StandardCharsets.UTF_8);
    ByteBuffer file =
        ByteBuffer.allocate(Long.BYTES + text.length + data.length)
            .order(ByteOrder.LITTLE_ENDIAN)
            .putLong(text.length)
            .put(text)
            .put(data);
    Files.write(path, file.array());
  }

  private static void put(ByteBuffer data, float[] values) {
    for (float value : values) {
      data.putFloat(value);
    }
  }
}
