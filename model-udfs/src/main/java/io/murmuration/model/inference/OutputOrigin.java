package io.murmuration.model.inference;

/** Where an output comes from; the dearest first. */
public enum OutputOrigin {
  /** The model was called for this request. */
  COMPUTED,
  /** It was being computed for an equal request, whose calls count here too. */
  SHARED,
  /** A {@link LocalMemory} had it. */
  DISK,
  /** Whoever asked had it still. */
  MEMORY
}
