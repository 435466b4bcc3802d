package io.murmuration.jobs.enrich;

import io.murmuration.model.duplicate.Bucket;
import io.murmuration.model.duplicate.BucketKind;
import io.murmuration.model.duplicate.Sighting;
import io.murmuration.model.duplicate.SightingCodec;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.common.functions.RuntimeContext;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.PrimitiveArrayTypeInfo;

/**
 * The buckets of a subtask in keyed state; those of vectors, which are few and asked by every post,
 * are at hand too. Nobody else writes the state, so what is at hand is what is kept. For the key at
 * hand, on the task's thread.
 */
final class KeptBuckets {
  /** Of some ten kilobytes each; a model has no more of them in all. */
  private static final int AT_HAND = 4_096;

  private final ValueState<byte[]> leaders;
  private final ValueState<byte[]> candidates;
  private final Map<String, Bucket> atHand =
      new LinkedHashMap<>(AT_HAND, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Bucket> eldest) {
          return size() > AT_HAND;
        }
      };

  KeptBuckets(RuntimeContext context) {
    leaders = state(context, "leader-sightings");
    candidates = state(context, "open-sightings");
  }

  private static ValueState<byte[]> state(RuntimeContext context, String name) {
    return context.getState(
        new ValueStateDescriptor<>(name, PrimitiveArrayTypeInfo.BYTE_PRIMITIVE_ARRAY_TYPE_INFO));
  }

  Bucket read(String name) throws IOException {
    if (BucketKind.of(name) != BucketKind.NEAR) {
      return kept();
    }
    Bucket near = atHand.get(name);
    if (near == null) {
      near = kept();
      atHand.put(name, near);
    }
    return near;
  }

  private Bucket kept() throws IOException {
    byte[] led = leaders.value();
    byte[] open = candidates.value();
    return led == null && open == null ? Bucket.EMPTY : new Bucket(listOf(led), listOf(open));
  }

  /**
   * @param before what was read
   */
  void write(String name, Bucket before, Bucket after) throws IOException {
    if (after == before) {
      return;
    }
    if (after.leaders() != before.leaders()) {
      leaders.update(bytesOf(after.leaders()));
    }
    if (after.candidates() != before.candidates()) {
      candidates.update(bytesOf(after.candidates()));
    }
    if (BucketKind.of(name) == BucketKind.NEAR) {
      atHand.put(name, after);
    }
  }

  private static List<Sighting> listOf(byte[] bytes) {
    return bytes == null ? List.of() : SightingCodec.read(bytes);
  }

  private static byte[] bytesOf(List<Sighting> sightings) {
    return sightings.isEmpty() ? null : SightingCodec.write(sightings);
  }
}
