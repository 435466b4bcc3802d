package io.murmuration.loadgen;

/**
 * How far a load has come.
 *
 * @param skipped lines of a file that are no record
 * @param failed records that the broker refused for good
 * @param acknowledgement latency from the intended send time
 * @param reactions of a world's people; of another load none
 */
public record LoadSnapshot(
    long sent,
    long acknowledged,
    long skipped,
    long failed,
    LatencySummary acknowledgement,
    Reactions reactions) {}
