package io.murmuration.jobs.ads;

import static org.assertj.core.api.Assertions.assertThat;

import io.murmuration.event.AdRequest;
import io.murmuration.event.CreativeRung;
import io.murmuration.event.Segment;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;

class ClockRungsTest {
  private static final Duration WAY = Duration.ofMillis(300);

  private final HandClock clock = new HandClock();
  private final ClockRungs rungs = new ClockRungs(clock, WAY);

  @Test
  void writesWhereTimeIsLeft() {
    assertThat(rungs.beforeText(request(2_000)).rung()).isEqualTo(CreativeRung.full);
    assertThat(rungs.beforeText(request(700)).rung()).isEqualTo(CreativeRung.template);
  }

  @Test
  void beginsNothingInVainOnceWritingIsSlow() {
    for (int i = 0; i < 8; i++) {
      writingTakes(2_500);
    }

    RungPolicy.Choice choice = rungs.beforeText(request(2_500));

    assertThat(choice.rung()).isEqualTo(CreativeRung.template);
    assertThat(choice.reason()).isEqualTo("2200 ms were left to write in");
  }

  @Test
  void triesAgainAfterAWhile() {
    for (int i = 0; i < 8; i++) {
      writingTakes(2_500);
    }

    long refused = 0;
    while (rungs.beforeText(request(2_500)).rung() == CreativeRung.template) {
      refused++;
    }

    assertThat(refused).isBetween(5L, 50L);
  }

  @Test
  void isInTimeOnlyIfItsReaderHasItInTime() {
    AdRequest request = request(1_000);
    clock.now += 1_000 - WAY.toMillis();
    assertThat(rungs.isInTime(request)).isTrue();

    clock.now++;

    assertThat(rungs.isInTime(request)).isFalse();
  }

  private void writingTakes(long millis) {
    RungPolicy.Stopwatch watch = rungs.started(RungPolicy.Step.TEXT);
    clock.now += millis;
    watch.stop();
  }

  private AdRequest request(long deadlineMillis) {
    return AdRequest.newBuilder()
        .setRequestId("r")
        .setSegment(new Segment("en", "25-34", List.of()))
        .setPlacement("feed")
        .setRequestedAt(clock.instant())
        .setDeadlineMs(deadlineMillis)
        .build();
  }

  private static final class HandClock extends Clock {
    private long now = 1_790_000_000_000L;

    @Override
    public Instant instant() {
      return Instant.ofEpochMilli(now);
    }

    @Override
    public ZoneId getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      throw new UnsupportedOperationException("it has one");
    }
  }
}
