package io.murmuration.cli.bench.flow;

/**
 * A post on its way into a model.
 *
 * @param dueNanos of this JVM's nanosecond clock
 */
public record TimedText(long index, long dueNanos, String text) {}
