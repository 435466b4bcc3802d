package io.murmuration.jobs.rank;

import io.murmuration.jobs.RawRecord;
import java.io.Serializable;
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
 * Watermarks of a topic, live: the least of the partitions' greatest stamps; in a silence they go
 * on with the clock, so that a lone like needs no other to follow. Never idle: a channel that steps
 * aside is not waited for again before it has overtaken the others. The clock decides when inputs
 * are taken, and which come too late for their place ({@link PlaceInputs}).
 *
 * <p>Silence counts only while the source is free to read: behind a full channel, or after a pause
 * of the process, records wait unread, and time must not run ahead of them.
 */
final class LiveWatermarks implements WatermarkGenerator<RawRecord> {
  /** Time for a source to find its first record after a start, before the clock stands in. */
  private static final Duration FIRST_RECORD = Duration.ofSeconds(5);

  /**
   * A start's first traffic may come as one burst, which takes a while to read; no pace is longer.
   */
  private static final Duration START = Duration.ofSeconds(30);

  private static final Duration BURST = Duration.ofSeconds(3);

  /** Looks that lie further apart had a pause between them. */
  private static final Duration BETWEEN_LOOKS = Duration.ofMillis(100);

  /**
   * How a topic's records come.
   *
   * @param shiftMillis from a partition's greatest stamp to its watermark
   * @param inBatches records are seen together, some time after their stamps: time stands until the
   *     next ones, or until the silence
   * @param silence after it nothing of a partition is on its way here
   * @param delivery from a record's stamp to its being read, at most, after a silence
   */
  record Pace(long shiftMillis, boolean inBatches, Duration silence, Duration delivery)
      implements Serializable {
    /** What people do is written at once. */
    static Pace ofPeople(EventTime time) {
      return new Pace(
          time.watermarkShiftMillis(), false, Duration.ofSeconds(1), Duration.ofMillis(250));
    }

    /** Enriched posts are seen with the next transaction; they count later than that. */
    static Pace ofPosts(EventTime time) {
      return new Pace(
          time.postWatermarkShiftMillis(), true, Duration.ofSeconds(2), time.postDelay());
    }
  }

  /**
   * @param atFreeMillis by the free time until then
   */
  private record Seen(long greatestStamp, long atFreeMillis) {}

  private final Pace pace;
  private final Clock clock;
  private final RelativeClock notHeldUp;
  private final Map<Integer, Seen> partitions = new HashMap<>();
  private long lookedAtMillis;
  private long notHeldUpMillis;
  private long freeMillis;
  private long behindMillis;

  /**
   * @param notHeldUp stands while the task waits for those behind it
   */
  LiveWatermarks(Pace pace, Clock clock, RelativeClock notHeldUp) {
    this.pace = pace;
    this.clock = clock;
    this.notHeldUp = notHeldUp;
    this.lookedAtMillis = clock.millis();
    this.notHeldUpMillis = notHeldUp.relativeTimeMillis();
  }

  /**
   * @param clock serializable, as the JDK's own are
   */
  static WatermarkStrategy<RawRecord> of(Pace pace, Clock clock) {
    return WatermarkStrategy.<RawRecord>forGenerator(
            context -> new LiveWatermarks(pace, clock, context.getInputActivityClock()))
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
      emit(OptionalLong.of(beforeNow(started ? pace.delivery() : BURST)), output);
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
    long stamp = seen.greatestStamp() + (pace.inBatches() ? 0 : silent);
    return silent < pace.silence().toMillis() ? stamp : Math.max(stamp, beforeNow(pace.delivery()));
  }

  private long beforeNow(Duration delivery) {
    return clock.millis() - delivery.toMillis() - behindMillis;
  }

  private void emit(OptionalLong stamp, WatermarkOutput output) {
    output.emitWatermark(new Watermark(stamp.orElseThrow() + pace.shiftMillis() - 1));
  }
}
