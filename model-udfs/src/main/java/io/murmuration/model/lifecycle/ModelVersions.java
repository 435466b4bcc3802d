package io.murmuration.model.lifecycle;

import io.murmuration.model.inference.BatchLimits;
import io.murmuration.model.inference.LocalMemory;
import io.murmuration.model.inference.ModelLease;
import io.murmuration.model.inference.SharedModels;

/**
 * Versions of a model that is asked through a batcher.
 *
 * @param memory of the machines, or null: nothing is remembered
 */
public record ModelVersions<I, O>(
    ModelRevision shipped, RevisionLoader<I, O> loader, BatchLimits limits, LocalMemory memory)
    implements Versions<ModelLease<I, O>> {
  @Override
  public ModelLease<I, O> acquire(ModelRevision revision) {
    return SharedModels.acquire(loader.loader(revision), limits, memory);
  }

  @Override
  public ModelVersions<I, O> forSubtask(int subtask) {
    return new ModelVersions<>(
        shipped, revision -> loader.loader(revision).forSubtask(subtask), limits, memory);
  }
}
