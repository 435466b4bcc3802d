package io.murmuration.jobs.enrich;

import io.murmuration.event.EnrichedTweet;

/**
 * An enriched tweet on its way out.
 *
 * @param intendedSendTime the input's header of that name, or null
 * @param traceparent of this stage, in the trace of the input
 * @param inference the header of that name, or null
 * @param approximate for {@link io.murmuration.schemas.RecordHeaders#APPROXIMATE}, or null
 */
public record Enriched(
    EnrichedTweet value,
    byte[] intendedSendTime,
    byte[] traceparent,
    byte[] inference,
    String approximate) {}
