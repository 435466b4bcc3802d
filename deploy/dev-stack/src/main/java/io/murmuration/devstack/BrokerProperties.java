package io.murmuration.devstack;

import io.murmuration.schemas.Topics;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Properties;

/** The settings of the dev stack's single broker. */
final class BrokerProperties {
  /**
   * As long as topics keep their records: a stack that was down for days still commits what its
   * jobs had prepared.
   */
  private static final Duration LONGEST_TRANSACTION = Duration.ofDays(7);

  private BrokerProperties() {}

  static Path write(StackConfig config, int replayPort) throws IOException {
    int controller = Ports.freePorts(1).get(0);
    String listeners =
        "PLAINTEXT://%s,REPLAY://127.0.0.1:%d,CONTROLLER://127.0.0.1:%d"
            .formatted(config.bootstrap(), replayPort, controller);
    Properties p = new Properties();
    p.setProperty("process.roles", "broker,controller");
    p.setProperty("node.id", "1");
    p.setProperty("controller.quorum.voters", "1@127.0.0.1:" + controller);
    p.setProperty("controller.listener.names", "CONTROLLER");
    p.setProperty("listeners", listeners);
    p.setProperty(
        "advertised.listeners",
        "PLAINTEXT://%s,REPLAY://127.0.0.1:%d".formatted(config.bootstrap(), replayPort));
    p.setProperty(
        "listener.security.protocol.map",
        "PLAINTEXT:PLAINTEXT,REPLAY:SASL_PLAINTEXT,CONTROLLER:PLAINTEXT");
    p.setProperty("inter.broker.listener.name", "PLAINTEXT");
    ReplayPrincipal.secure(p);
    p.setProperty("log.dirs", config.data().resolve("kafka").toString());
    p.setProperty("auto.create.topics.enable", "false");
    p.setProperty("num.partitions", "2");
    for (String topic : new String[] {"offsets.topic", "transaction.state.log"}) {
      p.setProperty(topic + ".replication.factor", "1");
      p.setProperty(topic + ".num.partitions", "4");
    }
    p.setProperty("transaction.state.log.min.isr", "1");
    p.setProperty("share.coordinator.state.topic.replication.factor", "1");
    p.setProperty("share.coordinator.state.topic.min.isr", "1");
    p.setProperty("group.initial.rebalance.delay.ms", "0");
    p.setProperty("transaction.max.timeout.ms", Long.toString(LONGEST_TRANSACTION.toMillis()));
    p.setProperty("message.max.bytes", Integer.toString(Topics.MAX_RECORD_BYTES));
    p.setProperty("replica.fetch.max.bytes", Integer.toString(Topics.MAX_RECORD_BYTES));
    p.setProperty("socket.request.max.bytes", Integer.toString(4 * Topics.MAX_RECORD_BYTES));
    p.setProperty("log.segment.bytes", Integer.toString(128 << 20));
    Path file = config.data().resolve("broker.properties");
    try (var out = Files.newOutputStream(file)) {
      p.store(out, null);
    }
    return file;
  }
}
