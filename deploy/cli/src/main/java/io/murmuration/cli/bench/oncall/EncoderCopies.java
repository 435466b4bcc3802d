package io.murmuration.cli.bench.oncall;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/**
 * The shipped encoder under other versions: to the lifecycle another model, to the machine the same
 * work.
 */
record EncoderCopies(Path shipped, Path folder) {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String MANIFEST = "manifest.json";

  /** The folder of the new copy. */
  String as(String version) throws IOException {
    Path copy = Files.createDirectories(folder.resolve(version));
    try (Stream<Path> files = Files.list(shipped)) {
      for (Path file : files.toList()) {
        Files.copy(file, copy.resolve(file.getFileName()));
      }
    }
    ObjectNode manifest = (ObjectNode) JSON.readTree(shipped.resolve(MANIFEST).toFile());
    JSON.writeValue(copy.resolve(MANIFEST).toFile(), manifest.put("version", version));
    return copy.toString();
  }
}
