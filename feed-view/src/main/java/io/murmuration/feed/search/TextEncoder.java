package io.murmuration.feed.search;

import java.util.Optional;

/** Texts to vectors, by one version of one model. Thread-safe. */
public interface TextEncoder extends AutoCloseable {
  /**
   * @return of unit length; empty where the model refuses the text
   */
  Optional<float[]> encode(String text) throws InterruptedException;

  @Override
  void close();

  /** Finds the encoder of a version. */
  interface Catalog {
    /**
     * @return empty where this machine has no such model
     */
    Optional<TextEncoder> open(EmbeddingVersion version);
  }
}
