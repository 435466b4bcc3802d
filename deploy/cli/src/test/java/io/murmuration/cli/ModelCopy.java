package io.murmuration.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Files;
import java.nio.file.Path;

/** A whole copy of a shipped model under another version. */
final class ModelCopy {
  private static final ObjectMapper JSON = new ObjectMapper();

  private ModelCopy() {}

  /**
   * @param shipped the folder under that of the shipped models, such as ad-ctr/1.0.0
   * @param into the folder of copies
   */
  static Path of(String shipped, String version, Path into) throws Exception {
    Path original = Path.of(System.getProperty("murmuration.models"), shipped);
    Path copy = Files.createDirectories(into.resolve(shipped).resolveSibling(version));
    ObjectNode manifest = (ObjectNode) JSON.readTree(original.resolve("manifest.json").toFile());
    for (JsonNode file : manifest.path("files")) {
      String name = file.path("path").asText();
      Files.copy(original.resolve(name), copy.resolve(name));
    }
    manifest.put("version", version);
    JSON.writeValue(copy.resolve("manifest.json").toFile(), manifest);
    return copy;
  }
}
