package io.murmuration.jobs.rank;

import static org.assertj.core.api.Assertions.assertThat;

import io.murmuration.jobs.RawRecord;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import org.apache.flink.api.common.eventtime.Watermark;
import org.apache.flink.api.common.eventtime.WatermarkOutput;
import org.junit.jupiter.api.Test;

class PeopleWatermarksTest {
  private static final long STAMP = 1_790_000_000_000L;
  private static final long NOTHING = Long.MIN_VALUE;

  private final Output output = new Output();
  private long nowMillis = 7;
  private final PeopleWatermarks people = new PeopleWatermarks(-250, new HandClocks());

  @Test
  void timeGoesOnWithTheClockWhileNobodyActs() {
    people.onEvent(record(0), STAMP, output);

    nowMillis += 60_000;
    people.onPeriodicEmit(output);

    assertThat(output.timeMillis).isEqualTo(STAMP + 60_000 - 250 - 1);
  }

  @Test
  void aBacklogThatWasReadLateDelaysNobodyForEver() {
    people.onEvent(record(0), STAMP - 9_000, output);

    nowMillis += 1_000;
    people.onPeriodicEmit(output);

    assertThat(output.timeMillis).isEqualTo(STAMP - 250 - 250 - 1);
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
    nowMillis += 4_999;
    people.onPeriodicEmit(output);
    assertThat(output.timeMillis).isEqualTo(NOTHING);

    nowMillis += 1;
    people.onPeriodicEmit(output);
    assertThat(output.timeMillis).isEqualTo(STAMP - 3_000 - 250 - 1);

    nowMillis += 25_000;
    people.onPeriodicEmit(output);

    assertThat(output.timeMillis).isEqualTo(STAMP - 250 - 250 - 1);
  }

  private static RawRecord record(int partition) {
    return new RawRecord("t", partition, 0, STAMP, null, null, new String[0], new byte[0][]);
  }

  private final class HandClocks implements PeopleWatermarks.Clocks {
    private static final long serialVersionUID = 1;

    @Override
    public Clock wall() {
      return Clock.fixed(Instant.ofEpochMilli(STAMP), ZoneOffset.UTC);
    }

    @Override
    public long relativeMillis() {
      return nowMillis;
    }
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
