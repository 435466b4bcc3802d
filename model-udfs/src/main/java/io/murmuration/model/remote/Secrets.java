package io.murmuration.model.remote;

import java.io.Serializable;

/**
 * Where the secrets lie that manifests name. Travels in the job graph; what it finds never does.
 */
@FunctionalInterface
public interface Secrets extends Serializable {
  /** The secret of that name, or null if there is none. */
  String find(String name);
}
