package io.murmuration.jobs.ads;

import io.murmuration.event.Creative;
import io.murmuration.jobs.RawRecord;
import io.murmuration.jobs.ads.guard.CopySignature;
import java.util.List;

/** What is kept of a published creative, to compare others with. */
public record LiveCreative(
    String segmentKey, String advertiser, long stampMillis, long[] signature) {
  static LiveCreative of(RawRecord record, Creative creative) {
    return new LiveCreative(
        AdCall.segmentKey(creative.getSegment()),
        creative.getAdvertiser(),
        record.timestampMillis(),
        CopySignature.of(
            creative.getHeadline() + " " + creative.getBody(),
            List.of(creative.getProduct(), creative.getAdvertiser())));
  }

  /** An answer without a text is like nothing. */
  boolean isComparable() {
    return !advertiser.isEmpty();
  }
}
