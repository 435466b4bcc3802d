package io.murmuration.model.inference;

/** Where a batcher gets the parts of an engine from: at first, and after a call that hung. */
interface EngineSource<P, O> {
  DeviceThread newThread();

  InFlight newInFlight();

  /**
   * Slow; on the new engine's thread.
   *
   * @throws FatalInferenceException if it can't be loaded
   */
  Model<P, O> load();
}
