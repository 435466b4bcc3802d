package io.murmuration.cli.replay;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;

/** Whether a broker answers: who reads or writes would wait for it for ever. */
public final class BrokerWatch implements AutoCloseable {
  private final String bootstrap;
  private final Admin admin;
  private int unanswered;

  public BrokerWatch(String bootstrap) {
    this.bootstrap = bootstrap;
    this.admin =
        Admin.create(
            Map.of(
                "bootstrap.servers", bootstrap,
                "default.api.timeout.ms", 3_000,
                "request.timeout.ms", 2_500));
  }

  /**
   * @return how often in a row it was asked and did not answer within three seconds
   */
  public int ask() throws InterruptedException {
    try {
      admin.describeCluster().clusterId().get();
      unanswered = 0;
    } catch (ExecutionException e) {
      unanswered++;
    }
    return unanswered;
  }

  /** What there is to say where it does not answer. */
  public String silence() {
    return "the broker at %s does not answer".formatted(bootstrap);
  }

  @Override
  public void close() {
    admin.close(Duration.ofSeconds(1));
  }
}
