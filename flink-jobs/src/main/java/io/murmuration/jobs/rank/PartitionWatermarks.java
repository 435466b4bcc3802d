package io.murmuration.jobs.rank;

import io.murmuration.jobs.RawRecord;
import org.apache.flink.api.common.eventtime.Watermark;
import org.apache.flink.api.common.eventtime.WatermarkGenerator;
import org.apache.flink.api.common.eventtime.WatermarkOutput;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;

/**
 * Watermarks of a partition that is read to its end: its greatest stamp, shifted. Never idle: slow
 * is not silent.
 */
final class PartitionWatermarks implements WatermarkGenerator<RawRecord> {
  private static final long NOTHING = Long.MIN_VALUE;

  private final long shiftMillis;
  private long greatestStamp = NOTHING;

  PartitionWatermarks(long shiftMillis) {
    this.shiftMillis = shiftMillis;
  }

  static WatermarkStrategy<RawRecord> bounded(long shiftMillis) {
    return WatermarkStrategy.forGenerator(context -> new PartitionWatermarks(shiftMillis));
  }

  @Override
  public void onEvent(RawRecord record, long stamp, WatermarkOutput output) {
    greatestStamp = Math.max(greatestStamp, stamp);
  }

  @Override
  public void onPeriodicEmit(WatermarkOutput output) {
    if (greatestStamp != NOTHING) {
      output.emitWatermark(new Watermark(greatestStamp + shiftMillis - 1));
    }
  }
}
