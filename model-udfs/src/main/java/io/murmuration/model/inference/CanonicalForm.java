package io.murmuration.model.inference;

/** What of an input its result depends on, as bytes: equal bytes mean the same input. */
@FunctionalInterface
public interface CanonicalForm<I> {
  byte[] bytes(I input);
}
