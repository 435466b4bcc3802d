package io.murmuration.model.remote;

/**
 * What a remote model is to write or draw.
 *
 * @param seed from the event, so that a replay asks the same; whether the server heeds it is its
 *     own affair
 */
public record TextRequest(String prompt, long seed) {}
