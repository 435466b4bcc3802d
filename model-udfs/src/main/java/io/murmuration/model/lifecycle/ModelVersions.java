package io.murmuration.model.lifecycle;

import io.murmuration.model.inference.BatchLimits;
import io.murmuration.model.inference.LocalMemory;
import io.murmuration.model.inference.ModelLease;
import io.murmuration.model.inference.SharedModels;
import java.io.Serializable;

/**
 * The versions that an operator may run: the one that its job ships, and how any other is loaded.
 *
 * @param memory of the machines, or null: nothing is remembered
 */
public record ModelVersions<I, O>(
    ModelRevision shipped, RevisionLoader<I, O> loader, BatchLimits limits, LocalMemory memory)
    implements Serializable {
  /** As {@link SharedModels#acquire}: slow the first time in a JVM. */
  public ModelLease<I, O> acquire(ModelRevision revision) {
    return SharedModels.acquire(loader.loader(revision), limits, memory);
  }
}
