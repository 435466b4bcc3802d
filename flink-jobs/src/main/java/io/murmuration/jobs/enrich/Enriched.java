package io.murmuration.jobs.enrich;

import io.murmuration.event.EnrichedTweet;

/**
 * An enriched tweet on its way out.
 *
 * @param intendedSendTime the input's header of that name, or null
 */
public record Enriched(EnrichedTweet value, byte[] intendedSendTime) {}
