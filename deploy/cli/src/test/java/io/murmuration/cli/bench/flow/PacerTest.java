package io.murmuration.cli.bench.flow;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class PacerTest {
  private static final long MILLI = 1_000_000;

  private final StallingTime time = new StallingTime();

  @Test
  void sendsEveryPostWithTheTimeThatItWasDueThoughItWasHeldUp() throws Exception {
    Pacer pacer = new Pacer(new Schedule.Every(Duration.ofMillis(10)), Duration.ofMillis(5), time);

    List<Long> due = new ArrayList<>();
    List<Long> sent = new ArrayList<>();
    for (int post = 0; post < 6; post++) {
      if (post == 2) {
        time.now += 30 * MILLI;
      }
      due.add(pacer.next() / MILLI);
      sent.add(time.now / MILLI);
    }

    assertThat(due).containsExactly(15L, 25L, 35L, 45L, 55L, 65L);
    assertThat(sent).containsExactly(15L, 25L, 55L, 55L, 55L, 65L);
  }

  @Test
  void sendsAsOftenAsAskedOnAverage() throws Exception {
    Pacer pacer = new Pacer(new Schedule.Poisson(1_000, 1), Duration.ZERO, time);

    for (int post = 0; post < 10_000; post++) {
      pacer.next();
    }

    assertThat(time.now / MILLI).isBetween(9_700L, 10_300L);
  }

  /** Sleeps in no time, and stands still otherwise. */
  private static final class StallingTime implements Pacer.Time {
    private long now;

    @Override
    public long nanos() {
      return now;
    }

    @Override
    public void sleepUntil(long nanos) {
      now = Math.max(now, nanos);
    }
  }
}
