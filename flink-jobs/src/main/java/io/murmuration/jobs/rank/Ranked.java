package io.murmuration.jobs.rank;

import io.murmuration.event.RankedTimeline;

/**
 * A timeline on its way out.
 *
 * @param sentAtMillis when the input was meant to be sent that it answers, or {@link
 *     io.murmuration.jobs.rank.stages.Origin#UNKNOWN}
 */
public record Ranked(RankedTimeline value, long sentAtMillis) {}
