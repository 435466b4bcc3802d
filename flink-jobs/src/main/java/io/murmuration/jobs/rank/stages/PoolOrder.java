package io.murmuration.jobs.rank.stages;

/**
 * State of {@link OutOfNetworkPool}, of one pool, beside its {@link PoolMembers} and {@link
 * PoolPosts}.
 *
 * @param recent ids of posts, oldest first
 * @param nextSlot where the next reader goes
 */
public record PoolOrder(String[] recent, int nextSlot) {}
