package io.murmuration.jobs.rank.stages;

/**
 * State of {@link AuthorNetwork}, of one author.
 *
 * @param followers sorted; as many as posts are pushed to
 * @param moreFollowers how many others there are
 * @param reputation of {@link Reputations}
 * @param recent posts, newest last
 */
public record AuthorMemory(
    String[] followers, int moreFollowers, byte[] reputation, AuthorInput.Publication[] recent) {}
