package io.murmuration.feed.views;

import java.time.Clock;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.streams.processor.TimestampExtractor;

/**
 * The record's own time, but never of the future: one post dated years ahead would make all others
 * too old to be kept.
 */
final class BoundedTimestamp implements TimestampExtractor {
  private final Clock clock;

  BoundedTimestamp(Clock clock) {
    this.clock = clock;
  }

  @Override
  public long extract(ConsumerRecord<Object, Object> record, long partitionTime) {
    return Math.max(0, Math.min(record.timestamp(), clock.millis()));
  }
}
