package io.murmuration.model.lifecycle;

import io.murmuration.model.inference.Claim;
import io.murmuration.model.inference.FatalInferenceException;
import java.io.Serializable;

/**
 * The versions that an operator may run: the one that its job ships, and how any other is loaded.
 *
 * @param <L> what a loaded one is asked by
 */
public interface Versions<L extends Claim> extends Serializable {
  /** Its name is the operator's. */
  ModelRevision shipped();

  /**
   * Slow the first time in a JVM.
   *
   * @throws FatalInferenceException if it can't be loaded, is another one or fails its smoke test
   */
  L acquire(ModelRevision revision);

  /**
   * Those that a subtask uses: of its own device, where a machine has several. It is called where
   * they are loaded.
   *
   * @param subtask its index, from 0
   */
  default Versions<L> forSubtask(int subtask) {
    return this;
  }
}
