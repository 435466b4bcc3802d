package io.murmuration.feed.tail;

import java.util.OptionalLong;

/**
 * @param partition with the offset, where the topic has it
 * @param value null for a tombstone
 * @param timestampMillis the record's, as the topic keeps it
 * @param intendedSendMillis of the event that it was made of, where its header says so
 * @param processedMillis when it was made, where its header says so
 * @param live whether it came after the tail had started
 */
public record TailRecord<T>(
    int partition,
    long offset,
    String key,
    T value,
    long timestampMillis,
    OptionalLong intendedSendMillis,
    OptionalLong processedMillis,
    boolean live) {}
