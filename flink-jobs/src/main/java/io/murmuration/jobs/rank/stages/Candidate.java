package io.murmuration.jobs.rank.stages;

/**
 * A post that a reader may be shown, with what all readers made of it and its author when it was
 * offered last.
 *
 * @param postReputation of {@link Reputations}
 * @param authorReputation likewise
 * @param offeredAtMillis event time
 */
public record Candidate(
    PostContent post,
    byte[] postReputation,
    byte[] authorReputation,
    int authorFollowers,
    long offeredAtMillis) {}
