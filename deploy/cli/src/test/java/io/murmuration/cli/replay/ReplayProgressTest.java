package io.murmuration.cli.replay;

import static org.assertj.core.api.Assertions.assertThat;

import io.murmuration.jobs.replay.ReplayPlan;
import io.murmuration.jobs.replay.ReplayWindow;
import io.murmuration.model.inference.ComputeDevice;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ReplayProgressTest {
  private static final ReplayPlan PLAN =
      new ReplayPlan(
          "try",
          "enrich",
          List.of(new ReplayWindow("tweets", 0, 0, 0, 10, 10)),
          Map.of(),
          null,
          0,
          null,
          true,
          1,
          ComputeDevice.CPU);

  @Test
  void saysThatTheBrokerDoesNotAnswerAndHowOftenItDidNot() throws Exception {
    String nobody = "127.0.0.1:" + unusedPort();
    try (ReplayProgress progress = new ReplayProgress(nobody, PLAN)) {
      String line = progress.line();

      assertThat(line).isEqualTo("replay try: the broker at " + nobody + " does not answer");
      assertThat(progress.unansweredLooks()).isEqualTo(1);
    }
  }

  @Test
  void saysHowLongTheRestTakesOrThatNothingMoreIsReadForNow() {
    assertThat(ReplayProgress.line("try", 0, 10, 0))
        .isEqualTo("replay try: starting, 10 records to read");
    assertThat(ReplayProgress.line("try", 400, 1_000, 5))
        .isEqualTo("replay try: 400 of 1000 records, 40 %, 5/s, 2 min 0 s left");
    assertThat(ReplayProgress.line("try", 900, 1_000, 0))
        .isEqualTo("replay try: 900 of 1000 records, 90 %, at work on what was read");
  }

  private static int unusedPort() throws Exception {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }
}
