package io.murmuration.jobs.replay;

import static org.assertj.core.api.Assertions.assertThat;

import io.murmuration.model.inference.ComputeDevice;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ReplayPlanTest {
  @Test
  void sharesItsRateAmongItsInputsByTheirRecords() {
    ReplayPlan plan =
        plan(window("tweets", 0, 60), window("tweets", 1, 20), window("likes", 0, 20));

    assertThat(plan.recordsPerSecond("tweets")).isEqualTo(80);
    assertThat(plan.recordsPerSecond("likes")).isEqualTo(20);
  }

  @Test
  void leavesAnInputWithoutRecordsUnpaced() {
    assertThat(plan(window("tweets", 0, 10), window("likes", 0, 0)).recordsPerSecond("likes"))
        .isZero();
  }

  @Test
  void staysOnTheCpuWhereAnEarlierReleasePlannedIt() {
    assertThat(plan(window("tweets", 0, 10)).device()).isEqualTo(ComputeDevice.CPU);
  }

  private static ReplayWindow window(String topic, int partition, long records) {
    return new ReplayWindow(topic, partition, 5, 5, 5 + records, 5 + records);
  }

  private static ReplayPlan plan(ReplayWindow... windows) {
    return new ReplayPlan(
        "try", "rank", List.of(windows), Map.of(), null, 100, null, true, 2, null);
  }
}
