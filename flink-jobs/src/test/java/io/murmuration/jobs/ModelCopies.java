package io.murmuration.jobs;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.murmuration.model.lifecycle.ModelRevision;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;

/**
 * Copies of a shipped model under other versions: whole ones, and ones with a fault.
 *
 * @param shipped its folder under that of all models, such as ad-ctr/1.0.0
 */
public record ModelCopies(String shipped, Path folder) {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final byte NAN = (byte) 0xff;

  private interface Change {
    byte[] in(byte[] weights);
  }

  public Path whole(String version) throws Exception {
    Path copy = Files.createDirectories(folder.resolve(shipped).resolveSibling(version));
    ObjectNode manifest = manifest(original());
    for (JsonNode file : manifest.path("files")) {
      String name = file.path("path").asText();
      Files.copy(original().resolve(name), copy.resolve(name));
    }
    manifest.put("version", version);
    write(copy, manifest);
    return copy;
  }

  /** A file has another byte than its digest says. */
  public Path damaged(String version, String file) throws Exception {
    Path copy = whole(version);
    byte[] bytes = Files.readAllBytes(copy.resolve(file));
    bytes[bytes.length / 2] ^= 1;
    Files.write(copy.resolve(file), bytes);
    return copy;
  }

  /** The manifest promises a feature less than the network reads. */
  public Path withoutItsLastFeature(String version) throws Exception {
    Path copy = whole(version);
    ObjectNode manifest = manifest(copy);
    ArrayNode features = (ArrayNode) manifest.path("features");
    features.remove(features.size() - 1);
    write(copy, manifest);
    return copy;
  }

  /** The manifest promises pictures of half the size. */
  public Path paintingSmaller(String version) throws Exception {
    Path copy = whole(version);
    ObjectNode manifest = manifest(copy);
    ((ObjectNode) manifest.path("image")).put("width", 64).put("height", 64);
    write(copy, manifest);
    return copy;
  }

  /** The configuration names another width than the weights have. */
  public Path withWiderConfig(String version) throws Exception {
    return changed(
        whole(version),
        "config.json",
        text ->
            new String(text, StandardCharsets.UTF_8)
                .replace("\"hidden_size\": 320", "\"hidden_size\": 384")
                .getBytes(StandardCharsets.UTF_8));
  }

  /** The first number of an ONNX initializer is none. */
  public Path givingNotANumber(String version, String initializer) throws Exception {
    return changed(
        whole(version),
        "model.onnx",
        network -> {
          String name = "B%c%sJ".formatted((char) initializer.length(), initializer);
          int at = new String(network, StandardCharsets.ISO_8859_1).indexOf(name) + name.length();
          while (network[at] < 0) {
            at++; // the length, a varint
          }
          Arrays.fill(network, at + 1, at + 1 + Float.BYTES, NAN);
          return network;
        });
  }

  /** The last weights are no numbers. */
  public Path endingInNoNumbers(String version, String file) throws Exception {
    return changed(
        whole(version),
        file,
        weights -> {
          Arrays.fill(weights, weights.length - Float.BYTES, weights.length, NAN);
          return weights;
        });
  }

  /** As whoever commands it reads it: without a look at the files. */
  public static ModelRevision revision(Path copy) throws Exception {
    JsonNode manifest = manifest(copy);
    return new ModelRevision(
        manifest.path("name").asText(),
        manifest.path("version").asText(),
        copy.toUri().toString(),
        sha256(Files.readAllBytes(copy.resolve("manifest.json"))));
  }

  private Path original() {
    return Path.of(System.getProperty("murmuration.models"), shipped);
  }

  private static Path changed(Path copy, String name, Change change) throws Exception {
    byte[] bytes = change.in(Files.readAllBytes(copy.resolve(name)));
    Files.write(copy.resolve(name), bytes);
    ObjectNode manifest = manifest(copy);
    for (JsonNode file : manifest.path("files")) {
      if (file.path("path").asText().equals(name)) {
        ((ObjectNode) file).put("sha256", sha256(bytes)).put("bytes", bytes.length);
      }
    }
    write(copy, manifest);
    return copy;
  }

  private static ObjectNode manifest(Path model) throws Exception {
    return (ObjectNode) JSON.readTree(model.resolve("manifest.json").toFile());
  }

  private static void write(Path copy, ObjectNode manifest) throws Exception {
    JSON.writeValue(copy.resolve("manifest.json").toFile(), manifest);
  }

  private static String sha256(byte[] bytes) throws Exception {
    return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
  }
}
