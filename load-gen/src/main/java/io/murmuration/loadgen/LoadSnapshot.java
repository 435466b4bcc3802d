package io.murmuration.loadgen;

/**
 * How far a load has come.
 *
 * @param skipped lines of a file that are no record
 * @param failed records that the broker refused for good
 * @param acknowledgement latency from the intended send time
 */
public record LoadSnapshot(
    long sent, long acknowledged, long skipped, long failed, LatencySummary acknowledgement) {}
