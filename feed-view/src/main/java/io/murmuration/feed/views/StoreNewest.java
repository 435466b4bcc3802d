package io.murmuration.feed.views;

import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.WindowStore;
import org.apache.kafka.streams.state.WindowStoreIterator;

/** Keeps the last value of a key at its record's time; a null value takes it away at once. */
final class StoreNewest implements Processor<String, byte[], Void, Void> {
  private final View view;
  private WindowStore<String, byte[]> values;

  StoreNewest(View view) {
    this.view = view;
  }

  @Override
  public void init(ProcessorContext<Void, Void> context) {
    values = context.getStateStore(view.store());
  }

  @Override
  public void process(Record<String, byte[]> record) {
    if (record.key() == null) {
      return;
    }
    try (WindowStoreIterator<byte[]> kept = values.fetch(record.key(), 0, Long.MAX_VALUE)) {
      while (kept.hasNext()) {
        KeyValue<Long, byte[]> old = kept.next();
        values.put(record.key(), null, old.key);
      }
    }
    if (record.value() != null) {
      values.put(record.key(), record.value(), record.timestamp());
    }
  }
}
