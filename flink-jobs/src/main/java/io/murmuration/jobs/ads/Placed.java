package io.murmuration.jobs.ads;

import io.murmuration.event.CreativeRung;

/**
 * A request with what the auction made of it.
 *
 * @param campaign the winner, or null
 * @param reason why there is no winner, or how it won
 * @param leader the request whose creative this one gets too, or null
 * @param ceiling the highest rung that the budgets of this minute leave
 * @param ceilingReason why, where it is not the highest of all; else empty
 * @param relevance cosine of product and interests
 */
public record Placed(
    AdCall call,
    CampaignVersion campaign,
    String reason,
    String leader,
    CreativeRung ceiling,
    String ceilingReason,
    double relevance) {}
