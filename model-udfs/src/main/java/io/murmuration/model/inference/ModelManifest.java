package io.murmuration.model.inference;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.murmuration.schemas.Sha256;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * {@code manifest.json} of a model's folder: what the model is and the digest of each of its files.
 *
 * @param features what the columns of a table's rows mean, or null
 * @param outputs by name, in the order in which the model gives them
 * @param image of a model that paints, else null
 * @param files null of a remote model
 * @param endpoint of a remote model, else null
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record ModelManifest(
    String name,
    String version,
    String task,
    String engine,
    @JsonProperty("max_tokens") int maxTokens,
    int dimension,
    List<String> inputs,
    List<String> features,
    Map<String, Output> outputs,
    Image image,
    List<ModelFile> files,
    Endpoint endpoint) {
  static final String FILE_NAME = "manifest.json";

  /** Of a model without a manifest: its digest tells its versions apart. */
  private static final String UNVERSIONED = "unversioned";

  private static final ObjectMapper JSON = new ObjectMapper();

  /**
   * @param labels what the columns mean, or null
   * @param abstainBelow the probability under which no label is given
   */
  @JsonIgnoreProperties(ignoreUnknown = true)
  public record Output(
      List<String> labels,
      @JsonProperty("abstain_below") double abstainBelow,
      @JsonProperty("abstain_label") String abstainLabel) {}

  /**
   * @param times where the steps from noise (0) to a picture (1) begin and end
   * @param noise its standard deviation at the beginning
   */
  @JsonIgnoreProperties(ignoreUnknown = true)
  public record Image(
      int width,
      int height,
      List<Float> times,
      float noise,
      @JsonProperty("product_classes") List<String> productClasses,
      List<String> moods) {}

  @JsonIgnoreProperties(ignoreUnknown = true)
  public record ModelFile(String path, String sha256, long bytes) {}

  /** Whether it answers at an endpoint, and has no files here. */
  public boolean isRemote() {
    return endpoint != null;
  }

  /** A manifest whose files were found whole. */
  public record Verified(Path directory, ModelManifest manifest, ModelIdentity identity) {}

  /**
   * What the manifest says the model is; its files are not looked at.
   *
   * @throws FatalInferenceException if there is no manifest, or it can't be read
   */
  public static ModelIdentity claimed(Path directory) {
    return read(directory).identity();
  }

  /**
   * Reads the manifest and every file that it names.
   *
   * @throws FatalInferenceException naming the file that is missing or differs from its digest, or
   *     saying that the model is a remote one
   */
  public static Verified verify(Path directory) {
    Verified read = read(directory);
    if (read.manifest.isRemote()) {
      throw new FatalInferenceException(
          "%s: the model answers at %s, a loader of local models can't load it"
              .formatted(directory.resolve(FILE_NAME), read.manifest.endpoint.url()));
    }
    try {
      for (ModelFile each : read.manifest.files) {
        verify(directory, each);
      }
    } catch (IOException e) {
      throw new FatalInferenceException(directory + " can't be read: " + e.getMessage(), e);
    }
    return read;
  }

  /**
   * Reads the manifest of a remote model. Its digest is all that is known of the model: what
   * answers at the endpoint is its keeper's affair.
   *
   * @throws FatalInferenceException if there is none, or it has no endpoint
   */
  public static Verified remote(Path directory) {
    Verified read = read(directory);
    if (!read.manifest.isRemote()) {
      throw new FatalInferenceException(
          directory.resolve(FILE_NAME) + ": a remote model needs an endpoint");
    }
    return read;
  }

  /**
   * A folder's manifest, for who has to choose a loader by it; no file is verified. Empty where
   * others published the model, without a manifest.
   *
   * @throws FatalInferenceException if it can't be read
   */
  public static Optional<ModelManifest> find(Path directory) {
    return Files.isRegularFile(directory.resolve(FILE_NAME))
        ? Optional.of(read(directory).manifest())
        : Optional.empty();
  }

  private static Verified read(Path directory) {
    Path file = directory.resolve(FILE_NAME);
    if (!Files.isRegularFile(file)) {
      throw new FatalInferenceException("no model here: " + file + " is missing");
    }
    try {
      byte[] bytes = Files.readAllBytes(file);
      ModelManifest manifest = JSON.readValue(bytes, ModelManifest.class);
      if (manifest.name == null || manifest.version == null) {
        throw new FatalInferenceException(file + ": needs name, version and files");
      }
      if ((manifest.files == null) == (manifest.endpoint == null)) {
        throw new FatalInferenceException(
            file + ": needs files, or an endpoint if the model is a remote one; not both");
      }
      return new Verified(
          directory,
          manifest,
          new ModelIdentity(manifest.name, manifest.version, Sha256.hex(bytes)));
    } catch (JsonProcessingException e) {
      throw new FatalInferenceException(file + ": " + reason(e), e);
    } catch (IOException e) {
      throw new FatalInferenceException(file + " can't be read: " + e.getMessage(), e);
    }
  }

  /** What a validated record said, or else Jackson, in one line. */
  private static String reason(JsonProcessingException e) {
    boolean ours = e.getCause() instanceof IllegalArgumentException;
    String said = ours ? e.getCause().getMessage() : e.getOriginalMessage();
    return said.lines().findFirst().orElse("no JSON");
  }

  /**
   * A folder's own manifest, verified; without one, what can be said of a model that others
   * published: its folder's name, and the digest of its files' digests.
   *
   * @throws FatalInferenceException naming the file that is missing or differs from its digest
   */
  public static ModelIdentity identify(Path directory, List<String> files) {
    if (Files.isRegularFile(directory.resolve(FILE_NAME))) {
      return verify(directory).identity();
    }
    StringBuilder digests = new StringBuilder();
    for (String file : files) {
      Path path = directory.resolve(file);
      if (!Files.isRegularFile(path)) {
        throw new FatalInferenceException("the model's file " + path + " is missing");
      }
      try {
        digests.append(file).append(' ').append(Sha256.hex(Files.readAllBytes(path))).append('\n');
      } catch (IOException e) {
        throw new FatalInferenceException(path + " can't be read: " + e.getMessage(), e);
      }
    }
    byte[] all = digests.toString().getBytes(StandardCharsets.UTF_8);
    String name = directory.toAbsolutePath().normalize().getFileName().toString();
    return new ModelIdentity(name, UNVERSIONED, Sha256.hex(all));
  }

  private static void verify(Path directory, ModelFile file) throws IOException {
    Path path = directory.resolve(file.path()).normalize();
    if (!path.startsWith(directory.normalize())) {
      throw new FatalInferenceException(file.path() + " lies outside the model's folder");
    }
    if (!Files.isRegularFile(path)) {
      throw new FatalInferenceException("the model's file " + path + " is missing");
    }
    String found = Sha256.hex(Files.readAllBytes(path));
    if (!found.equals(file.sha256())) {
      throw new FatalInferenceException(
          "%s has sha256 %s, its manifest says %s: fetch the model again"
              .formatted(path, found, file.sha256()));
    }
  }
}
