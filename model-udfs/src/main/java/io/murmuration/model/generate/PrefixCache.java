package io.murmuration.model.generate;

import java.util.Arrays;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Keys and values of prompts' shared prefixes; what was least recently used goes first. By cache
 * length too, as that length may be in the entries' last bits. Not thread-safe.
 */
final class PrefixCache {
  private record Key(int cacheLength, int[] tokens) {
    static Key of(Sequence sequence) {
      return new Key(
          sequence.firstCache,
          Arrays.copyOf(sequence.request.prompt(), sequence.request.sharedPrefix()));
    }

    @Override
    public boolean equals(Object other) {
      return other instanceof Key key
          && key.cacheLength == cacheLength
          && Arrays.equals(key.tokens, tokens);
    }

    @Override
    public int hashCode() {
      return 31 * Arrays.hashCode(tokens) + cacheLength;
    }
  }

  private final long maxBytes;
  private final GenerationStatistics statistics;
  private final Map<Key, float[]> entries = new LinkedHashMap<>(16, 0.75f, true);
  private long bytes;

  PrefixCache(long maxBytes, GenerationStatistics statistics) {
    this.maxBytes = maxBytes;
    this.statistics = statistics;
  }

  /** Fills the sequence's slot as far as its prefix is known. */
  void restore(Sequence sequence, KeyValueCache cache, int slot) {
    int prefix = sequence.request.sharedPrefix();
    float[] found = prefix == 0 ? null : entries.get(Key.of(sequence));
    if (found != null) {
      cache.restore(slot, found, prefix);
      sequence.cached = prefix;
      statistics.reused(prefix);
    }
  }

  /** Takes what the sequence has computed of its prefix. */
  void keep(Sequence sequence, KeyValueCache cache, int slot) {
    Key key = Key.of(sequence);
    if (entries.containsKey(key)) {
      return;
    }
    float[] computed = cache.copy(slot, sequence.request.sharedPrefix());
    for (float value : computed) {
      if (!Float.isFinite(value)) {
        return;
      }
    }
    entries.put(key, computed);
    bytes += size(computed);
    Iterator<float[]> oldest = entries.values().iterator();
    while (bytes > maxBytes) {
      bytes -= size(oldest.next());
      oldest.remove();
    }
  }

  private static long size(float[] entry) {
    return (long) entry.length * Float.BYTES;
  }
}
