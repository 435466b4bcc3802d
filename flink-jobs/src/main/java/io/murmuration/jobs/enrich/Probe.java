package io.murmuration.jobs.enrich;

import io.murmuration.model.duplicate.Sighting;

/**
 * A post's question to one bucket.
 *
 * @param post its {@link FingerprintedPost#position()}
 * @param of how many probes the post has
 */
public record Probe(String post, int of, String bucket, Sighting sighting) {}
