package io.murmuration.jobs.rank;

import static org.assertj.core.api.Assertions.assertThat;

import io.murmuration.jobs.HandClock;
import io.murmuration.jobs.RawRecord;
import io.murmuration.jobs.rank.LiveWatermarks.Pace;
import java.time.Duration;
import org.apache.flink.api.common.eventtime.Watermark;
import org.apache.flink.api.common.eventtime.WatermarkOutput;
import org.apache.flink.util.clock.RelativeClock;
import org.junit.jupiter.api.Test;

class LiveWatermarksTest {
  private static final long STAMP = 1_790_000_000_000L;
  private static final long NOTHING = Long.MIN_VALUE;
  private static final long EVERY = 20;

  private final Output output = new Output();
  private final HandClock clock = new HandClock(STAMP);
  private final Activity activity = new Activity();
  private final LiveWatermarks people =
      new LiveWatermarks(Pace.ofPeople(EventTime.standard()), clock, activity);

  @Test
  void timeGoesOnWithTheClockWhileNobodyActs() {
    people.onEvent(record(0), STAMP, output);

    goOn(60_000);

    assertThat(output.timeMillis).isEqualTo(STAMP + 60_000 - 250 - 1);
  }

  @Test
  void aBacklogThatWasReadLateDelaysNobodyForEver() {
    people.onEvent(record(0), STAMP - 9_000, output);

    goOn(1_000);

    assertThat(output.timeMillis).isEqualTo(STAMP + 1_000 - 250 - 250 - 1);
  }

  @Test
  void waitsForThePartitionThatIsBehind() {
    people.onEvent(record(0), STAMP, output);
    people.onEvent(record(1), STAMP - 900, output);

    people.onPeriodicEmit(output);

    assertThat(output.timeMillis).isEqualTo(STAMP - 900 - 250 - 1);
  }

  @Test
  void theClockStandsInWhereNobodyEverActed() {
    goOn(4_999);
    assertThat(output.timeMillis).isEqualTo(NOTHING);

    goOn(1);
    assertThat(output.timeMillis).isEqualTo(STAMP + 5_000 - 3_000 - 250 - 1);

    goOn(25_000);

    assertThat(output.timeMillis).isEqualTo(STAMP + 30_000 - 250 - 250 - 1);
  }

  @Test
  void doesNotRunAheadOfActsThatWaitBehindAFullChannel() {
    people.onEvent(record(0), STAMP, output);

    heldUp(5_000);

    assertThat(output.timeMillis).isEqualTo(STAMP - 250 - 1);
  }

  @Test
  void doesNotRunAheadOfActsThatWaitUnreadWhereNobodyActedForLong() {
    long reached = reachedAfterAMinuteOfSilence();

    heldUp(5_000);
    goOn(500);

    assertThat(output.timeMillis).isEqualTo(reached + 1_000 - 250);
  }

  @Test
  void doesNotRunAheadOfActsThatCameWhileTheProcessStood() {
    long reached = reachedAfterAMinuteOfSilence();

    stoodStill(5_000);

    assertThat(output.timeMillis).isLessThanOrEqualTo(reached + 100);
  }

  @Test
  void isWithTheClockAgainSomeTimeAfterAPause() {
    reachedAfterAMinuteOfSilence();

    stoodStill(5_000);
    goOn(5_000);

    assertThat(output.timeMillis).isEqualTo(STAMP + 70_000 - 250 - 250 - 1);
  }

  @Test
  void waitsForTheNextBatchOfPostsAndThenGoesOnWithTheClock() {
    LiveWatermarks posts = new LiveWatermarks(Pace.ofPosts(EventTime.standard()), clock, activity);
    posts.onEvent(record(0), STAMP, output);
    goOn(posts, 1_999);
    long whileMoreMayCome = output.timeMillis;

    goOn(posts, 8_001);

    assertThat(whileMoreMayCome).isEqualTo(STAMP + 2_500 - 1);
    assertThat(output.timeMillis).isEqualTo(STAMP + 10_000 - 3_000 + 2_500 - 1);
  }

  private long reachedAfterAMinuteOfSilence() {
    people.onEvent(record(0), STAMP, output);
    goOn(60_000);
    return output.timeMillis;
  }

  /** As the task does while it is free. */
  private void goOn(long millis) {
    goOn(people, millis);
  }

  private void goOn(LiveWatermarks watermarks, long millis) {
    for (long left = millis; left > 0; left -= EVERY) {
      clock.forward(Duration.ofMillis(Math.min(left, EVERY)));
      watermarks.onPeriodicEmit(output);
    }
  }

  /** Timers fire while a task waits for those behind it. */
  private void heldUp(long millis) {
    for (long past = 0; past < millis; past += EVERY) {
      activity.heldUpMillis += EVERY;
      goOn(EVERY);
    }
  }

  private void stoodStill(long millis) {
    clock.forward(Duration.ofMillis(millis));
    people.onPeriodicEmit(output);
  }

  private static RawRecord record(int partition) {
    return new RawRecord("t", partition, 0, STAMP, null, null, new String[0], new byte[0][]);
  }

  private static final class Output implements WatermarkOutput {
    private long timeMillis = NOTHING;

    @Override
    public void emitWatermark(Watermark watermark) {
      timeMillis = watermark.getTimestamp();
    }

    @Override
    public void markIdle() {
      throw new AssertionError("a topic steps aside");
    }

    @Override
    public void markActive() {}
  }

  private final class Activity implements RelativeClock {
    private long heldUpMillis;

    @Override
    public long relativeTimeMillis() {
      return clock.millis() - heldUpMillis;
    }

    @Override
    public long relativeTimeNanos() {
      return relativeTimeMillis() * 1_000_000;
    }
  }
}
