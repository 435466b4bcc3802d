package io.murmuration.devstack;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;

/**
 * Where a running stack is found; kept as {@code stack.json} in its data folder.
 *
 * @param replayBootstrap where the broker takes replays, and asks who they are
 * @param metricsUrl where Prometheus scrapes Flink
 * @param feedUrl empty where there is no feed-view
 * @param pids by process: broker, registry, flink, feed-view, murmur
 */
public record StackAddresses(
    @JsonProperty("kafka") String bootstrap,
    @JsonProperty("kafka_replay") String replayBootstrap,
    @JsonProperty("registry_url") String registryUrl,
    @JsonProperty("flink_url") String flinkUrl,
    @JsonProperty("metrics_url") String metricsUrl,
    @JsonProperty("feed_url") String feedUrl,
    Map<String, Long> pids) {
  private static final String FILE = "stack.json";
  private static final ObjectMapper JSON = new ObjectMapper();

  public StackAddresses {
    pids = Map.copyOf(pids);
  }

  /**
   * @throws StackException if no stack runs on this data folder
   */
  public static StackAddresses read(Path data) throws StackException {
    Path file = data.resolve(FILE);
    if (!Files.isRegularFile(file)) {
      throw new StackException(
          "no stack runs on %s: start one with ./murmur up, or name a cluster with --bootstrap and --registry"
              .formatted(data));
    }
    try {
      return JSON.readValue(file.toFile(), StackAddresses.class);
    } catch (IOException e) {
      throw new StackException(file + " can't be read: " + e.getMessage(), e);
    }
  }

  /** Replaces the file at once: no reader sees half of it. */
  void write(Path data) throws IOException {
    Path fresh = data.resolve(FILE + ".new");
    JSON.writerWithDefaultPrettyPrinter().writeValue(fresh.toFile(), this);
    Files.move(
        fresh,
        data.resolve(FILE),
        StandardCopyOption.REPLACE_EXISTING,
        StandardCopyOption.ATOMIC_MOVE);
  }

  static void remove(Path data) throws IOException {
    Files.deleteIfExists(data.resolve(FILE));
  }
}
