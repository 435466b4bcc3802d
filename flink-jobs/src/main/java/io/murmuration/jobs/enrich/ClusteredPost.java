package io.murmuration.jobs.enrich;

/**
 * A post with its cluster of near-duplicates.
 *
 * @param cluster null where there is nothing to compare
 */
public record ClusteredPost(EncodedPost encoded, String cluster) {}
