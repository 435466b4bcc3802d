package io.murmuration.jobs.rank.stages;

/**
 * State of {@link OutOfNetworkPool}, of one pool, beside its {@link PoolMembers}.
 *
 * @param recent oldest first
 * @param nextSlot where the next reader goes
 */
public record PoolMemory(Candidate[] recent, int nextSlot) {}
