package io.murmuration.feed.views;

import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.WindowStore;
import org.apache.kafka.streams.state.WindowStoreIterator;

/** Keeps the last value of a post at its record's time; a null value takes the post away. */
final class StorePost implements Processor<String, byte[], Void, Void> {
  private WindowStore<String, byte[]> posts;

  @Override
  public void init(ProcessorContext<Void, Void> context) {
    posts = context.getStateStore(View.POSTS.store());
  }

  @Override
  public void process(Record<String, byte[]> record) {
    if (record.key() == null) {
      return;
    }
    try (WindowStoreIterator<byte[]> kept = posts.fetch(record.key(), 0, Long.MAX_VALUE)) {
      while (kept.hasNext()) {
        KeyValue<Long, byte[]> old = kept.next();
        posts.put(record.key(), null, old.key);
      }
    }
    if (record.value() != null) {
      posts.put(record.key(), record.value(), record.timestamp());
    }
  }
}
