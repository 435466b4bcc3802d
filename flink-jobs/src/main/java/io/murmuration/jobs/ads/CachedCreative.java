package io.murmuration.jobs.ads;

import io.murmuration.event.Creative;
import io.murmuration.jobs.RawRecord;
import java.nio.charset.StandardCharsets;

/**
 * A creative that may be used again.
 *
 * @param value null where it was taken back
 */
public record CachedCreative(String requestId, Creative value) {
  static CachedCreative of(Made made) {
    return new CachedCreative(made.value().getRequestId(), made.value());
  }

  static boolean isRecall(RawRecord record) {
    return record.value() == null && record.key() != null;
  }

  static CachedCreative recalled(RawRecord tombstone) {
    return new CachedCreative(new String(tombstone.key(), StandardCharsets.UTF_8), null);
  }
}
