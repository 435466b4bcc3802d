package io.murmuration.model.inference;

import java.io.Serializable;

/**
 * How what a caller asks becomes what a model reads, and its output what the caller takes.
 * Thread-safe.
 *
 * @param <I> what the caller asks
 * @param <J> what the model reads
 * @param <M> what the model gives
 * @param <O> what the caller takes
 */
public interface Translation<I, J, M, O> extends Serializable {
  /**
   * @throws RejectedInputException if the model can never be asked this
   */
  J input(I input) throws RejectedInputException;

  /**
   * @param output that the model itself finds fit to be published
   * @throws RejectedInputException if it is not what the caller takes
   */
  O output(M output) throws RejectedInputException;

  /** An object of its own each time; it stands for a rejected output and is never published. */
  O placeholder();
}
