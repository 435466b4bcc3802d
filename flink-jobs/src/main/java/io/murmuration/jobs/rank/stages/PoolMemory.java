package io.murmuration.jobs.rank.stages;

/**
 * A pool's state as builds before {@link PoolOrder} kept it; read once, where a pool is older.
 *
 * @param recent oldest first
 * @param nextSlot where the next reader goes
 */
public record PoolMemory(Candidate[] recent, int nextSlot) {}
