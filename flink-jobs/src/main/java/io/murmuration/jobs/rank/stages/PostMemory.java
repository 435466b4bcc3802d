package io.murmuration.jobs.rank.stages;

/**
 * State of {@link EngagementHydration}, of one post.
 *
 * @param post null until it is known
 * @param reputation of {@link Reputations}
 * @param reactions so far
 * @param waiting acts on a post that is not known yet, in their order
 * @param expiresAtMillis event time
 */
public record PostMemory(
    PostContent post, byte[] reputation, int reactions, Act[] waiting, long expiresAtMillis) {}
