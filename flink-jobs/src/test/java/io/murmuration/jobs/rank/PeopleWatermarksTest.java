package io.murmuration.jobs.rank;

import static org.assertj.core.api.Assertions.assertThat;

import io.murmuration.jobs.HandClock;
import io.murmuration.jobs.RawRecord;
import java.time.Duration;
import org.apache.flink.api.common.eventtime.Watermark;
import org.apache.flink.api.common.eventtime.WatermarkOutput;
import org.junit.jupiter.api.Test;

class PeopleWatermarksTest {
  private static final long STAMP = 1_790_000_000_000L;
  private static final long NOTHING = Long.MIN_VALUE;

  private final Output output = new Output();
  private final HandClock clock = new HandClock(STAMP);
  private final PeopleWatermarks people = new PeopleWatermarks(-250, clock);

  @Test
  void timeGoesOnWithTheClockWhileNobodyActs() {
    people.onEvent(record(0), STAMP, output);

    clock.forward(Duration.ofMillis(60_000));
    people.onPeriodicEmit(output);

    assertThat(output.timeMillis).isEqualTo(STAMP + 60_000 - 250 - 1);
  }

  @Test
  void aBacklogThatWasReadLateDelaysNobodyForEver() {
    people.onEvent(record(0), STAMP - 9_000, output);

    clock.forward(Duration.ofMillis(1_000));
    people.onPeriodicEmit(output);

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
    clock.forward(Duration.ofMillis(4_999));
    people.onPeriodicEmit(output);
    assertThat(output.timeMillis).isEqualTo(NOTHING);

    clock.forward(Duration.ofMillis(1));
    people.onPeriodicEmit(output);
    assertThat(output.timeMillis).isEqualTo(STAMP + 5_000 - 3_000 - 250 - 1);

    clock.forward(Duration.ofMillis(25_000));
    people.onPeriodicEmit(output);

    assertThat(output.timeMillis).isEqualTo(STAMP + 30_000 - 250 - 250 - 1);
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
      throw new AssertionError("people step aside");
    }

    @Override
    public void markActive() {}
  }
}
