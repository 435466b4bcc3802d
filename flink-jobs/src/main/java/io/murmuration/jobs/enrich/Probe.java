package io.murmuration.jobs.enrich;

import io.murmuration.model.duplicate.Sighting;

/**
 * A post's question to one bucket.
 *
 * @param post its {@link FingerprintedPost#position()}
 */
public record Probe(String post, String bucket, Sighting sighting) {}
