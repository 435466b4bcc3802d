package io.murmuration.jobs.ads;

import static org.assertj.core.api.Assertions.assertThat;

import io.murmuration.event.AdRequest;
import io.murmuration.event.CreativeRung;
import io.murmuration.event.Segment;
import io.murmuration.jobs.HandClock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ClockRungsTest {
  private static final Duration WAY = Duration.ofMillis(300);
  private static final int ALONE_MILLIS = 320;
  private static final int AT_ONCE = 4;

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
    watch.stop(true);
  }

  /** Who writes, and what of its work is left. */
  private static final class Writing {
    private final RungPolicy.Stopwatch watch;
    private final long giveUpMillis;
    private double leftMillis = ALONE_MILLIS;

    Writing(RungPolicy.Stopwatch watch, long giveUpMillis) {
      this.watch = watch;
      this.giveUpMillis = giveUpMillis;
    }
  }

  /** Four at a time take as long as one; more share what there is. Twice as many come. */
  @Test
  void takesOnNoMoreThanItEndsInTimeUnderTwiceItsCapacity() {
    List<Writing> writing = new ArrayList<>();
    int ended = 0;
    int givenUp = 0;
    for (int millis = 0; millis < 120_000; millis++) {
      clock.forward(Duration.ofMillis(1));
      if (millis % (ALONE_MILLIS / AT_ONCE / 2) == 0) {
        AdRequest request = request(2_000);
        if (rungs.beforeText(request).rung() == CreativeRung.full) {
          writing.add(
              new Writing(
                  rungs.started(RungPolicy.Step.TEXT),
                  clock.millis() + rungs.limit(request).toMillis()));
        }
      }
      double share = Math.min(1, (double) AT_ONCE / writing.size());
      for (Writing each : List.copyOf(writing)) {
        each.leftMillis -= share;
        boolean isDone = each.leftMillis <= 0;
        if (isDone || clock.millis() >= each.giveUpMillis) {
          each.watch.stop(isDone);
          writing.remove(each);
          ended += isDone ? 1 : 0;
          givenUp += isDone ? 0 : 1;
        }
      }
    }

    int most = 120_000 * AT_ONCE / ALONE_MILLIS;
    assertThat(ended).isGreaterThan(most * 9 / 10);
    assertThat(givenUp).isLessThan(most / 20);
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
