package io.murmuration.jobs.rank;

import io.murmuration.jobs.RawRecord;
import io.murmuration.jobs.rank.stages.Origin;
import io.murmuration.schemas.RecordHeaders;
import java.io.Serializable;
import java.time.Duration;

/**
 * When an input counts: see docs/decisions/0008-timelines.md. A place in the order hangs on what
 * the topic holds alone, so a replay finds the same.
 *
 * @param patience how far the time that an engagement claims may lie before its record's stamp
 * @param skew how far stamps of one partition may be out of order
 * @param postDelay from a post's stamp to where it counts, so that nothing waits for posts
 * @param postSkew as skew, of posts
 */
record EventTime(Duration patience, Duration skew, Duration postDelay, Duration postSkew)
    implements Serializable {
  EventTime {
    if (postSkew.compareTo(postDelay) > 0) {
      throw new IllegalArgumentException("postSkew must be at most postDelay: " + postSkew);
    }
  }

  static EventTime standard() {
    return new EventTime(
        Duration.ofMillis(200),
        Duration.ofMillis(50),
        Duration.ofSeconds(3),
        Duration.ofMillis(500));
  }

  Origin ofPost(RawRecord record) {
    return origin(record, record.timestampMillis() + postDelay.toMillis(), false, Origin.UNKNOWN);
  }

  /**
   * Where it says it belongs, if that lies within the patience; else at its stamp, marked late if
   * it came after that.
   */
  Origin ofEngagement(RawRecord record, long claimedMillis) {
    long stamp = record.timestampMillis();
    boolean late = claimedMillis < stamp - patience.toMillis();
    boolean place = !late && claimedMillis <= stamp;
    return origin(record, place ? claimedMillis : stamp, late, sentAt(record));
  }

  Origin ofFollow(RawRecord record) {
    return origin(record, record.timestampMillis(), false, sentAt(record));
  }

  /** What is added to a partition's greatest stamp for its watermark. */
  long watermarkShiftMillis() {
    return -patience.plus(skew).toMillis();
  }

  /** The same of posts. */
  long postWatermarkShiftMillis() {
    return postDelay.minus(postSkew).toMillis();
  }

  private static long sentAt(RawRecord record) {
    return RecordHeaders.toMillis(record.header(RecordHeaders.INTENDED_SEND_TIME))
        .orElse(Origin.UNKNOWN);
  }

  private static Origin origin(RawRecord record, long atMillis, boolean late, long sentAtMillis) {
    return new Origin(
        record.topic(), record.partition(), record.offset(), atMillis, late, sentAtMillis);
  }
}
