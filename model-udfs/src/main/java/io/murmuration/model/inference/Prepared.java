package io.murmuration.model.inference;

/**
 * An input as the model reads it.
 *
 * @param tokens its own length
 * @param paddedTokens the length at which the model reads it, from its own length alone
 * @param digest of what the caller gave, or null where the model names no canonical form
 * @param suspect it was in an engine that took its process down, so it is computed alone
 */
record Prepared<P>(P value, int tokens, int paddedTokens, byte[] digest, boolean suspect) {}
