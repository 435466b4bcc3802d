package io.murmuration.model.inference;

/** A counted claim on something that others of this JVM share; close it exactly when done. */
public interface Claim extends AutoCloseable {
  /**
   * Whose figures tell what it does: the same object for all claims whose figures are the same, and
   * another one where they begin anew.
   */
  default Object figures() {
    return this;
  }

  @Override
  void close();
}
