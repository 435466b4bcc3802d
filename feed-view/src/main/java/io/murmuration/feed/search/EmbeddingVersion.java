package io.murmuration.feed.search;

import io.murmuration.event.Embedding;
import java.util.Objects;

/** Which model made a vector; vectors of two versions are never compared. */
public record EmbeddingVersion(String model, String version) {
  public EmbeddingVersion {
    Objects.requireNonNull(model, "model");
    Objects.requireNonNull(version, "version");
  }

  static EmbeddingVersion of(Embedding embedding) {
    return new EmbeddingVersion(embedding.getModel(), embedding.getVersion());
  }

  @Override
  public String toString() {
    return model + " " + version;
  }
}
