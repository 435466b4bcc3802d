package io.murmuration.model.remote;

/**
 * What a remote model wrote.
 *
 * @param text null if it wrote none
 * @param finishReason by the server's own words: stop, length, content_filter
 * @param promptTokens as the server counts them; 0 where it doesn't
 * @param writtenTokens likewise
 */
public record Completion(String text, String finishReason, int promptTokens, int writtenTokens) {}
