package io.murmuration.model.inference;

import java.io.Serializable;
import java.util.Objects;

/**
 * Which model computed a result.
 *
 * @param sha256 of the model's manifest, which names each of its files by digest; lowercase hex
 */
public record ModelIdentity(String name, String version, String sha256) implements Serializable {
  public ModelIdentity {
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(version, "version");
    Objects.requireNonNull(sha256, "sha256");
  }
}
