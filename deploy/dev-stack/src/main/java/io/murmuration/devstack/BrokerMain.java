package io.murmuration.devstack;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import kafka.tools.StorageTool;
import org.apache.kafka.common.utils.Exit;

/** One Kafka broker that is its own controller. Argument: its properties file. */
final class BrokerMain {
  private static final String CLUSTER_ID = "murmuration-dev-stack0";

  private BrokerMain() {}

  public static void main(String... arguments) throws Exception {
    ParentWatch.start(line -> {});
    Path file = Path.of(arguments[0]);
    Properties properties = new Properties();
    try (var in = Files.newInputStream(file)) {
      properties.load(in);
    }
    format(file, Path.of(properties.getProperty("log.dirs")));
    kafka.Kafka.main(new String[] {file.toString()});
  }

  /**
   * On transaction.version 2 a restarted job that commits again what was committed is told that it
   * was fenced; on version 1 the second commit succeeds.
   */
  private static void format(Path file, Path logs) throws Exception {
    if (Files.exists(logs.resolve("meta.properties"))) {
      return;
    }
    List<String> command =
        new ArrayList<>(
            List.of("format", "-t", CLUSTER_ID, "-c", file.toString(), "--ignore-formatted"));
    command.addAll(List.of("--feature", "transaction.version=1"));
    int status = StorageTool.execute(command.toArray(String[]::new), System.out);
    if (status != 0) {
      System.err.println("the broker's folder " + logs + " can't be formatted");
      Exit.exit(status);
    }
  }
}
