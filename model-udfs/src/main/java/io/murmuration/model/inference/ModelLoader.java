package io.murmuration.model.inference;

import java.io.Serializable;
import java.util.Optional;

/** Knows where a model lies and how to load it. Travels to the task managers in the job graph. */
public interface ModelLoader<I, O> extends Serializable {
  /** Equal keys mean the same model with the same settings: a JVM loads it once and shares it. */
  String key();

  /**
   * The loader that a subtask uses: where a machine has several devices, another one's copy for
   * another subtask. It is called where the model is loaded; equal devices have equal keys, and one
   * that has its device keeps it.
   *
   * @param subtask its index, from 0
   */
  default ModelLoader<I, O> forSubtask(int subtask) {
    return this;
  }

  /**
   * Checks the files against the manifest's digests and warms the model up; slow.
   *
   * @throws FatalInferenceException if the model is missing, damaged or of another shape than its
   *     manifest says
   */
  LoadedModel<I, ?, O> load();

  /** How an input is known again; without it none is quarantined, shared or remembered. */
  default Optional<CanonicalForm<I>> canonicalForm() {
    return Optional.empty();
  }

  /** How a result is kept; without it none is remembered. */
  default Optional<OutputCodec<O>> outputCodec() {
    return Optional.empty();
  }
}
