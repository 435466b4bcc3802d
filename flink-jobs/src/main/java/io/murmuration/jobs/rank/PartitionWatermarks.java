package io.murmuration.jobs.rank;

import io.murmuration.jobs.RawRecord;
import java.time.Duration;
import org.apache.flink.api.common.eventtime.Watermark;
import org.apache.flink.api.common.eventtime.WatermarkGenerator;
import org.apache.flink.api.common.eventtime.WatermarkOutput;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.util.clock.RelativeClock;

/**
 * Watermarks of a partition: its greatest stamp, shifted. One that is silent holds back nobody
 * after a while.
 */
final class PartitionWatermarks implements WatermarkGenerator<RawRecord> {
  private static final long NOTHING = Long.MIN_VALUE;

  /** Time for a source to find its first record after a start, before it counts as silent. */
  private static final Duration FIRST_RECORD = Duration.ofSeconds(5);

  private static final Duration NEVER = Duration.ofMillis(Long.MAX_VALUE);

  private final long shiftMillis;
  private final long idleAfterMillis;
  private final RelativeClock clock;
  private long greatestStamp = NOTHING;
  private long seenAtMillis;

  PartitionWatermarks(long shiftMillis, Duration idleAfter, RelativeClock clock) {
    this.shiftMillis = shiftMillis;
    this.idleAfterMillis = idleAfter.toMillis();
    this.clock = clock;
    this.seenAtMillis = clock.relativeTimeMillis();
  }

  static WatermarkStrategy<RawRecord> live(long shiftMillis, Duration idleAfter) {
    return WatermarkStrategy.forGenerator(
        context ->
            new PartitionWatermarks(shiftMillis, idleAfter, context.getInputActivityClock()));
  }

  /** Of a partition that is read to its end: slow is not silent, so no record comes late. */
  static WatermarkStrategy<RawRecord> bounded(long shiftMillis) {
    return live(shiftMillis, NEVER);
  }

  @Override
  public void onEvent(RawRecord record, long stamp, WatermarkOutput output) {
    greatestStamp = Math.max(greatestStamp, stamp);
    seenAtMillis = clock.relativeTimeMillis();
  }

  @Override
  public void onPeriodicEmit(WatermarkOutput output) {
    long silent = clock.relativeTimeMillis() - seenAtMillis;
    if (greatestStamp == NOTHING) {
      if (silent >= Math.max(FIRST_RECORD.toMillis(), idleAfterMillis)) {
        output.markIdle();
      }
    } else if (silent >= idleAfterMillis) {
      output.markIdle();
    } else {
      output.emitWatermark(new Watermark(greatestStamp + shiftMillis - 1));
    }
  }
}
