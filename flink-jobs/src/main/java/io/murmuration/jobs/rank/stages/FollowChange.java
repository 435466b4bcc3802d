package io.murmuration.jobs.rank.stages;

/**
 * @param follows false where the reader follows no longer
 */
public record FollowChange(String follower, String followee, boolean follows) {}
