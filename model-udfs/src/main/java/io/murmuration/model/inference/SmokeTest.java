package io.murmuration.model.inference;

import java.io.Serializable;

/** What a model must show after it is loaded and before it serves. */
@FunctionalInterface
public interface SmokeTest<I, O> extends Serializable {
  /**
   * @throws FatalInferenceException saying in one line what the model did wrong
   */
  <P> void check(LoadedModel<I, P, O> loaded);
}
