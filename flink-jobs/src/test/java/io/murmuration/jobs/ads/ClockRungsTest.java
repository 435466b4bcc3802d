package io.murmuration.jobs.ads;

import static org.assertj.core.api.Assertions.assertThat;

import io.murmuration.event.AdRequest;
import io.murmuration.event.CreativeRung;
import io.murmuration.event.Segment;
import io.murmuration.jobs.HandClock;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class ClockRungsTest {
  private static final Duration WAY = Duration.ofMillis(300);

  private final HandClock clock = new HandClock(1_790_000_000_000L);
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
    while (refused < 1_000 && rungs.beforeText(request(2_500)).rung() == CreativeRung.template) {
      refused++;
    }

    assertThat(refused).isBetween(5L, 50L);
  }

  @Test
  void isInTimeOnlyIfItsReaderHasItInTime() {
    AdRequest request = request(1_000);
    clock.forward(Duration.ofSeconds(1).minus(WAY));
    assertThat(rungs.isInTime(request)).isTrue();

    clock.forward(Duration.ofMillis(1));

    assertThat(rungs.isInTime(request)).isFalse();
  }

  @Test
  void choosesTheRungByTheMeanWayAndSaysInTimeByTheLongest() {
    ClockRungs uneven = new ClockRungs(clock, WAY, WAY.multipliedBy(2));

    assertThat(uneven.beforeText(request(800)).rung()).isEqualTo(CreativeRung.full);
    assertThat(uneven.isInTime(request(600))).isTrue();
    assertThat(uneven.isInTime(request(599))).isFalse();
  }

  private void writingTakes(long millis) {
    RungPolicy.Stopwatch watch = rungs.started(RungPolicy.Step.TEXT);
    clock.forward(Duration.ofMillis(millis));
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
}
