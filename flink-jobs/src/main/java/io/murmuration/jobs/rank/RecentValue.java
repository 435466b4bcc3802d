package io.murmuration.jobs.rank;

import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.flink.api.common.state.ValueState;

/**
 * A value in keyed state, of the keys that were asked for of late in the heap too: RocksDB is read
 * for the others alone, and written each time.
 */
final class RecentValue<V> {
  private static final int KEYS = 8_192;

  private final ValueState<V> state;

  /** Null for a key that has none. */
  private final Map<String, V> recent =
      new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, V> eldest) {
          return size() > KEYS;
        }
      };

  /**
   * @param state of values that never change
   */
  RecentValue(ValueState<V> state) {
    this.state = state;
  }

  /**
   * @param key the current one
   */
  V of(String key) throws Exception {
    V known = recent.get(key);
    if (known == null && !recent.containsKey(key)) {
      known = state.value();
      recent.put(key, known);
    }
    return known;
  }

  void update(String key, V value) throws Exception {
    state.update(value);
    recent.put(key, value);
  }

  void clear(String key) {
    state.clear();
    recent.put(key, null);
  }
}
