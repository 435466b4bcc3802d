package io.murmuration.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import org.apache.flink.api.common.eventtime.Watermark;
import org.apache.flink.api.common.eventtime.WatermarkOutput;
import org.junit.jupiter.api.Test;

class ModelLifecycleTest {
  @Test
  void theModelsTopicIsNotWaitedForAndNeverEndsTime() {
    Output output = new Output();

    ModelLifecycle.READY.createWatermarkGenerator(null).onPeriodicEmit(output);

    assertThat(output.idle).isTrue();
  }

  private static final class Output implements WatermarkOutput {
    private boolean idle;

    @Override
    public void emitWatermark(Watermark watermark) {
      throw new AssertionError("everybody's time would be " + watermark);
    }

    @Override
    public void markIdle() {
      idle = true;
    }

    @Override
    public void markActive() {}
  }
}
