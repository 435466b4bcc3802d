package io.murmuration.loadgen;

import java.util.Objects;

/** The cluster to load. */
public record LoadTarget(String bootstrap, String registryUrl) {
  public LoadTarget {
    Objects.requireNonNull(bootstrap, "bootstrap");
    Objects.requireNonNull(registryUrl, "registryUrl");
  }
}
