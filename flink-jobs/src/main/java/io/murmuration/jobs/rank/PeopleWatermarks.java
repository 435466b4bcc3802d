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

/**
 * Watermarks of what people do, live: the least of the partitions' greatest stamps, which go on
 * with the clock while nobody acts, so that a lone like needs no other to follow. Never idle: posts
 * stand ahead of the clock, and a channel that steps aside for them is not waited for again before
 * it has overtaken them, which people can't. The clock decides when inputs are taken, never in
 * which order.
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

  private record Seen(long greatestStamp, long atMillis) {}

  private final long shiftMillis;
  private final Clock clock;
  private final long startedMillis;
  private final Map<Integer, Seen> partitions = new HashMap<>();

  /**
   * @param shiftMillis from a partition's greatest stamp to its watermark
   */
  PeopleWatermarks(long shiftMillis, Clock clock) {
    this.shiftMillis = shiftMillis;
    this.clock = clock;
    this.startedMillis = clock.millis();
  }

  /**
   * @param clock serializable, as the JDK's own are
   */
  static WatermarkStrategy<RawRecord> live(long shiftMillis, Clock clock) {
    return WatermarkStrategy.<RawRecord>forGenerator(
            context -> new PeopleWatermarks(shiftMillis, clock))
        .withTimestampAssigner((record, stamp) -> record.timestampMillis());
  }

  @Override
  public void onEvent(RawRecord record, long stamp, WatermarkOutput output) {
    long now = clock.millis();
    partitions.merge(
        record.partition(),
        new Seen(stamp, now),
        (before, seen) -> new Seen(Math.max(before.greatestStamp(), stamp), now));
  }

  @Override
  public void onPeriodicEmit(WatermarkOutput output) {
    long now = clock.millis();
    if (!partitions.isEmpty()) {
      emit(partitions.values().stream().mapToLong(seen -> stampNow(seen, now)).min(), output);
    } else if (now - startedMillis >= FIRST_RECORD.toMillis()) {
      boolean started = now - startedMillis >= START.toMillis();
      emit(OptionalLong.of(beforeNow(started ? DELIVERY : BURST)), output);
    }
  }

  /** That a record would have at least, if it were read now. */
  private long stampNow(Seen seen, long now) {
    long silent = now - seen.atMillis();
    long stamp = seen.greatestStamp() + silent;
    return silent < SILENCE.toMillis() ? stamp : Math.max(stamp, beforeNow(DELIVERY));
  }

  private long beforeNow(Duration delivery) {
    return clock.millis() - delivery.toMillis();
  }

  private void emit(OptionalLong stamp, WatermarkOutput output) {
    output.emitWatermark(new Watermark(stamp.orElseThrow() + shiftMillis - 1));
  }
}
