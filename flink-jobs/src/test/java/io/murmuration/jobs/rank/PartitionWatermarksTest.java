package io.murmuration.jobs.rank;

import static org.assertj.core.api.Assertions.assertThat;

import io.murmuration.jobs.RawRecord;
import java.time.Duration;
import org.apache.flink.api.common.eventtime.Watermark;
import org.apache.flink.api.common.eventtime.WatermarkOutput;
import org.apache.flink.util.clock.RelativeClock;
import org.junit.jupiter.api.Test;

class PartitionWatermarksTest {
  private static final long STAMP = 1_790_000_000_000L;

  private final Output output = new Output();
  private long nowMillis = 7;

  @Test
  void silentPostsStepAside() {
    PartitionWatermarks posts = watermarks();
    posts.onEvent(record(), STAMP, output);
    nowMillis += 1_999;
    posts.onPeriodicEmit(output);
    assertThat(output.timeMillis).isEqualTo(STAMP + 2_500 - 1);

    nowMillis += 1;
    posts.onPeriodicEmit(output);

    assertThat(output.idle).isTrue();
  }

  @Test
  void onePartitionThatHadNothingYetIsWaitedForAndThenStepsAside() {
    PartitionWatermarks posts = watermarks();
    nowMillis += 4_999;
    posts.onPeriodicEmit(output);
    assertThat(output.idle).isFalse();

    nowMillis += 1;
    posts.onPeriodicEmit(output);

    assertThat(output.idle).isTrue();
  }

  private PartitionWatermarks watermarks() {
    return new PartitionWatermarks(2_500, Duration.ofSeconds(2), new HandClock());
  }

  private static RawRecord record() {
    return new RawRecord("t", 0, 0, STAMP, null, null, new String[0], new byte[0][]);
  }

  private final class HandClock implements RelativeClock {
    @Override
    public long relativeTimeMillis() {
      return nowMillis;
    }

    @Override
    public long relativeTimeNanos() {
      return nowMillis * 1_000_000;
    }
  }

  private static final class Output implements WatermarkOutput {
    private long timeMillis;
    private boolean idle;

    @Override
    public void emitWatermark(Watermark watermark) {
      timeMillis = watermark.getTimestamp();
      idle = false;
    }

    @Override
    public void markIdle() {
      idle = true;
    }

    @Override
    public void markActive() {
      idle = false;
    }
  }
}
