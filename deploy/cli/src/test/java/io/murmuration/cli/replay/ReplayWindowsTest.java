package io.murmuration.cli.replay;

import static org.assertj.core.api.Assertions.assertThat;

import io.murmuration.jobs.replay.ReplayWindow;
import io.murmuration.jobs.replay.ReplayedJobs;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.common.PartitionInfo;
import org.junit.jupiter.api.Test;

class ReplayWindowsTest {
  private final MockConsumer<byte[], byte[]> consumer = new MockConsumer<>("earliest");
  private final ReplayWindows windows =
      new ReplayWindows(
          consumer, ReplayedJobs.byName("enrich").orElseThrow(), Duration.ZERO, Map.of());

  ReplayWindowsTest() {
    consumer.updatePartitions(
        "tweets",
        IntStream.range(0, 2)
            .mapToObj(i -> new PartitionInfo("tweets", i, null, null, null))
            .toList());
  }

  @Test
  void takesNoWindowsForWholeThatLeaveAPartitionUnread() {
    assertThat(windows.leaveNothingOut(List.of(window(0, 0)))).isFalse();
  }

  @Test
  void takesNoWindowsForWholeThatBeginBehindAPartitionsBeginning() {
    assertThat(windows.leaveNothingOut(List.of(window(0, 0), window(1, 5)))).isFalse();
  }

  @Test
  void takesWindowsForWholeThatBeginWithEachPartition() {
    assertThat(windows.leaveNothingOut(List.of(window(0, 0), window(1, 0)))).isTrue();
  }

  private static ReplayWindow window(int partition, long warmUpFrom) {
    return new ReplayWindow("tweets", partition, warmUpFrom, 5, 10, 10);
  }
}
