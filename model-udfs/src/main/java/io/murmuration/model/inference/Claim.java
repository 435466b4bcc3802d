package io.murmuration.model.inference;

/** A counted claim on something that others of this JVM share; close it exactly when done. */
public interface Claim extends AutoCloseable {
  @Override
  void close();
}
