package io.murmuration.jobs.ads;

/**
 * @param post beside the advertisement, or null
 * @param note what was asked for and found, for the record
 */
public record InContext(Placed placed, ContextPost post, String note) {}
