package io.murmuration.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.murmuration.jobs.enrich.EnrichTweetsJob;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;

/** Copies of the shipped encoder under other versions: whole ones, and ones with a fault. */
public record EncoderCopies(Path folder) {
  private static final ObjectMapper JSON = new ObjectMapper();

  private interface Change {
    void make(ObjectNode manifest, byte[] network) throws Exception;
  }

  public Path whole(String version) throws Exception {
    return copy(version, (manifest, network) -> {});
  }

  /** The network has another byte than its digest says. */
  Path damaged(String version) throws Exception {
    Path copy = whole(version);
    byte[] network = Files.readAllBytes(copy.resolve("model.onnx"));
    network[network.length / 2] ^= 1;
    Files.write(copy.resolve("model.onnx"), network);
    return copy;
  }

  /** The manifest promises vectors that the network doesn't give. */
  Path ofAnotherShape(String version) throws Exception {
    return copy(version, (manifest, network) -> manifest.put("dimension", 192));
  }

  /** One of the numbers that are taken off every vector is not a number. */
  Path givingNotANumber(String version) throws Exception {
    return copy(
        version,
        (manifest, network) -> {
          byte[] before = "\u0042\u0006centre\u004a".getBytes(StandardCharsets.ISO_8859_1);
          int at =
              new String(network, StandardCharsets.ISO_8859_1)
                  .indexOf(new String(before, StandardCharsets.ISO_8859_1));
          int numbers = at + before.length;
          while (network[numbers] < 0) {
            numbers++; // the length, a varint
          }
          for (int i = 1; i <= Float.BYTES; i++) {
            network[numbers + i] = (byte) 0xff;
          }
          ObjectNode file = (ObjectNode) manifest.path("files").path(0);
          file.put("sha256", sha256(network));
        });
  }

  private Path copy(String version, Change change) throws Exception {
    Path copy = ModelCopy.of(EnrichTweetsJob.ENCODER, version, folder);
    ObjectNode manifest = (ObjectNode) JSON.readTree(copy.resolve("manifest.json").toFile());
    byte[] network = Files.readAllBytes(copy.resolve("model.onnx"));
    change.make(manifest, network);
    Files.write(copy.resolve("model.onnx"), network);
    JSON.writeValue(copy.resolve("manifest.json").toFile(), manifest);
    return copy;
  }

  private static String sha256(byte[] bytes) throws Exception {
    return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
  }
}
