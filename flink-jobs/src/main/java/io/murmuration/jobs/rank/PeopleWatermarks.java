package io.murmuration.jobs.rank;

import io.murmuration.jobs.RawRecord;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalLong;
import org.apache.flink.api.common.eventtime.Watermark;
import org.apache.flink.api.common.eventtime.WatermarkGenerator;
import org.apache.flink.api.common.eventtime.WatermarkOutput;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.util.clock.RelativeClock;

/**
 * Watermarks of what people do, live: the least of the partitions' greatest stamps, which go on
 * with the clock while nobody acts, so that a lone like needs no other to follow. Never idle: posts
 * stand ahead of the clock, and a channel that steps aside for them is not waited for again before
 * it has overtaken them, which people can't. The clock decides when inputs are taken, never in
 * which order.
 *
 * <p>Silence counts only while the source is free to read: behind a full channel, or after a pause
 * of the process, acts wait unread, and time must not run ahead of them.
 */
final class PeopleWatermarks implements WatermarkGenerator<RawRecord> {
  /** Time for a source to find its first record after a start, before the clock stands in. */
  private static final Duration FIRST_RECORD = Duration.ofSeconds(5);

  /** A start's first traffic may come as one burst, which takes a while to read. */
  private static final Duration START = Duration.ofSeconds(30);

  private static final Duration BURST = Duration.ofSeconds(3);

  /** After such a silence of a partition nothing of it is on its way here. */
  private static final Duration SILENCE = Duration.ofSeconds(1);

  /** From a record's stamp to its being read, at most, after a silence. */
  private static final Duration DELIVERY = Duration.ofMillis(250);

  /** Looks that lie further apart had a pause between them. */
  private static final Duration BETWEEN_LOOKS = Duration.ofMillis(100);

  /**
   * @param atFreeMillis by the free time until then
   */
  private record Seen(long greatestStamp, long atFreeMillis) {}

  private final long shiftMillis;
  private final Clock clock;
  private final RelativeClock notHeldUp;
  private final Map<Integer, Seen> partitions = new HashMap<>();
  private long lookedAtMillis;
  private long notHeldUpMillis;
  private long freeMillis;
  private long behindMillis;

  /**
   * @param shiftMillis from a partition's greatest stamp to its watermark
   * @param notHeldUp stands while the task waits for those behind it
   */
  PeopleWatermarks(long shiftMillis, Clock clock, RelativeClock notHeldUp) {
    this.shiftMillis = shiftMillis;
    this.clock = clock;
    this.notHeldUp = notHeldUp;
    this.lookedAtMillis = clock.millis();
    this.notHeldUpMillis = notHeldUp.relativeTimeMillis();
  }

  /**
   * @param clock serializable, as the JDK's own are
   */
  static WatermarkStrategy<RawRecord> live(long shiftMillis, Clock clock) {
    return WatermarkStrategy.<RawRecord>forGenerator(
            context -> new PeopleWatermarks(shiftMillis, clock, context.getInputActivityClock()))
        .withTimestampAssigner((record, stamp) -> record.timestampMillis());
  }

  @Override
  public void onEvent(RawRecord record, long stamp, WatermarkOutput output) {
    long free = freeMillis + sinceTheLook(notHeldUp.relativeTimeMillis());
    partitions.merge(
        record.partition(),
        new Seen(stamp, free),
        (before, seen) -> new Seen(Math.max(before.greatestStamp(), stamp), free));
  }

  @Override
  public void onPeriodicEmit(WatermarkOutput output) {
    look();
    if (!partitions.isEmpty()) {
      emit(partitions.values().stream().mapToLong(this::stampNow).min(), output);
    } else if (freeMillis >= FIRST_RECORD.toMillis()) {
      boolean started = freeMillis >= START.toMillis();
      emit(OptionalLong.of(beforeNow(started ? DELIVERY : BURST)), output);
    }
  }

  /** What waits unread after a pause is taken to be read in as much time as the pause took. */
  private void look() {
    long now = clock.millis();
    long notHeldUpNow = notHeldUp.relativeTimeMillis();
    long free = sinceTheLook(notHeldUpNow);
    long paused = now - lookedAtMillis - free;
    freeMillis += free;
    behindMillis = Math.max(0, behindMillis + paused - free);
    lookedAtMillis = now;
    notHeldUpMillis = notHeldUpNow;
  }

  private long sinceTheLook(long notHeldUpNow) {
    return Math.min(notHeldUpNow - notHeldUpMillis, BETWEEN_LOOKS.toMillis());
  }

  /** That a record would have at least, if it were read now. */
  private long stampNow(Seen seen) {
    long silent = freeMillis - seen.atFreeMillis();
    long stamp = seen.greatestStamp() + silent;
    return silent < SILENCE.toMillis() ? stamp : Math.max(stamp, beforeNow(DELIVERY));
  }

  private long beforeNow(Duration delivery) {
    return clock.millis() - delivery.toMillis() - behindMillis;
  }

  private void emit(OptionalLong stamp, WatermarkOutput output) {
    output.emitWatermark(new Watermark(stamp.orElseThrow() + shiftMillis - 1));
  }
}
