package io.murmuration.jobs.enrich;

import io.murmuration.model.duplicate.Sighting;

/**
 * What a bucket says to a probe.
 *
 * @param of how many answers the post gets
 * @param leader the earliest that the post is like, or null
 */
public record Answer(String post, int of, String bucket, Sighting leader) {}
