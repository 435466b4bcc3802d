package io.murmuration.jobs.ads;

import java.time.Clock;
import java.time.Duration;
import org.apache.flink.api.common.eventtime.Watermark;
import org.apache.flink.api.common.eventtime.WatermarkGenerator;
import org.apache.flink.api.common.eventtime.WatermarkOutput;

/**
 * Watermarks of a partition that is often silent: it holds nobody back for long once it was read,
 * and for a while at the start, where silence means that nothing was read yet.
 */
final class QuietWatermarks<T> implements WatermarkGenerator<T> {
  private final Clock clock;
  private final long idleMillis;
  private final long startMillis;
  private final long disorderMillis;
  private long newest = Long.MIN_VALUE;
  private long lastSeenMillis;

  /**
   * @param idle after the last record
   * @param start before the first one
   * @param disorder of the stamps
   */
  QuietWatermarks(Clock clock, Duration idle, Duration start, Duration disorder) {
    this.clock = clock;
    this.idleMillis = idle.toMillis();
    this.startMillis = start.toMillis();
    this.disorderMillis = disorder.toMillis();
    this.lastSeenMillis = clock.millis();
  }

  @Override
  public void onEvent(T event, long stamp, WatermarkOutput output) {
    newest = Math.max(newest, stamp);
    lastSeenMillis = clock.millis();
    output.markActive();
  }

  @Override
  public void onPeriodicEmit(WatermarkOutput output) {
    boolean read = newest != Long.MIN_VALUE;
    if (read) {
      output.emitWatermark(new Watermark(newest - disorderMillis - 1));
    }
    if (clock.millis() - lastSeenMillis >= (read ? idleMillis : startMillis)) {
      output.markIdle();
    }
  }
}
