package io.murmuration.model.lifecycle;

import io.murmuration.model.inference.FatalInferenceException;
import io.murmuration.model.inference.ModelIdentity;
import io.murmuration.model.inference.ModelManifest;
import java.io.Serializable;
import java.net.URI;
import java.nio.file.Path;
import java.util.Objects;

/**
 * One version of an operator's model: which it is, and where it lies.
 *
 * @param uri {@code file:} and the folder, as every machine of the cluster sees it
 * @param sha256 of the model's manifest
 */
public record ModelRevision(String name, String version, String uri, String sha256)
    implements Serializable {
  public ModelRevision {
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(version, "version");
    Objects.requireNonNull(uri, "uri");
    Objects.requireNonNull(sha256, "sha256");
  }

  /**
   * Reads the folder's manifest and checks its files; a remote model has none.
   *
   * @throws FatalInferenceException naming what is missing or damaged
   */
  public static ModelRevision in(Path folder) {
    boolean remote = ModelManifest.find(folder).filter(ModelManifest::isRemote).isPresent();
    ModelIdentity found =
        (remote ? ModelManifest.remote(folder) : ModelManifest.verify(folder)).identity();
    return new ModelRevision(
        found.name(), found.version(), folder.toAbsolutePath().toUri().toString(), found.sha256());
  }

  /**
   * @throws FatalInferenceException if the uri is not of a folder
   */
  public Path folder() {
    try {
      return Path.of(URI.create(uri));
    } catch (RuntimeException e) {
      throw new FatalInferenceException(
          "'%s' is no folder that every machine sees: give file:/path/to/it".formatted(uri), e);
    }
  }

  public ModelIdentity identity() {
    return new ModelIdentity(name, version, sha256);
  }

  /**
   * @throws FatalInferenceException if the folder holds another model by now
   */
  public void requireIs(ModelIdentity found) {
    if (!found.equals(identity())) {
      throw new FatalInferenceException(
          "asked for %s %s with manifest sha256 %s, found %s %s with %s: publish the command again"
              .formatted(name, version, sha256, found.name(), found.version(), found.sha256()));
    }
  }
}
