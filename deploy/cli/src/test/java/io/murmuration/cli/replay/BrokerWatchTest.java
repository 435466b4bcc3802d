package io.murmuration.cli.replay;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.ServerSocket;
import org.junit.jupiter.api.Test;

class BrokerWatchTest {
  @Test
  void countsHowOftenTheBrokerDidNotAnswer() throws Exception {
    String nobody = "127.0.0.1:" + unusedPort();
    try (BrokerWatch watch = new BrokerWatch(nobody)) {
      int unanswered = watch.ask();

      assertThat(unanswered).isEqualTo(1);
      assertThat(watch.silence()).isEqualTo("the broker at " + nobody + " does not answer");
    }
  }

  private static int unusedPort() throws Exception {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }
}
