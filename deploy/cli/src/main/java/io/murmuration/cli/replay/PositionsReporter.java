package io.murmuration.cli.replay;

import io.murmuration.jobs.replay.ResultPositions;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.metrics.Gauge;
import org.apache.flink.metrics.Metric;
import org.apache.flink.metrics.MetricConfig;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.metrics.reporter.MetricReporter;
import org.apache.flink.metrics.reporter.Scheduled;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps in the replay's folder how far its job is, each second. Positions never go back: what a
 * restart does again was done. Called by several of Flink's threads.
 */
final class PositionsReporter implements MetricReporter, Scheduled {
  private static final Logger LOG = LoggerFactory.getLogger(PositionsReporter.class);
  private static final String NAME = "positions";
  private static final String FOLDER = "folder";

  /** Of the Kafka source: the last record that it gave out, by topic and partition; -1 for none. */
  private static final String READ = "currentOffset";

  private record Position(boolean isResult, String key) {}

  private final Map<Metric, Position> metrics = new HashMap<>();
  private final Map<String, Long> read = new HashMap<>();
  private final Map<String, Long> results = new HashMap<>();
  private ReplayFolder folder;

  /** Has Flink report to the folder of a replay. */
  static void configure(Configuration flink, ReplayFolder folder) {
    String reporter = "metrics.reporter." + NAME + ".";
    flink.setString("metrics.reporters", NAME);
    flink.setString(reporter + "factory.class", PositionsReporterFactory.class.getName());
    flink.setString(reporter + "interval", "1 SECONDS");
    flink.setString(reporter + FOLDER, folder.path().toString());
  }

  @Override
  public synchronized void open(MetricConfig config) {
    folder = ReplayFolder.at(Path.of(config.getString(FOLDER, null)));
    ReplayPositions before = folder.positions();
    read.putAll(before.read());
    results.putAll(before.results());
  }

  @Override
  public synchronized void notifyOfAddedMetric(Metric metric, String name, MetricGroup group) {
    boolean isResult = name.equals(ResultPositions.METRIC);
    if (!isResult && !name.equals(READ)) {
      return;
    }
    Map<String, String> scopes = group.getAllVariables();
    String topic = scopes.get("<" + ResultPositions.TOPIC + ">");
    String partition = scopes.get("<" + ResultPositions.PARTITION + ">");
    if (topic != null && partition != null) {
      metrics.put(metric, new Position(isResult, ReplayPositions.key(topic, partition)));
    }
  }

  @Override
  public synchronized void notifyOfRemovedMetric(Metric metric, String name, MetricGroup group) {
    Position position = metrics.get(metric);
    if (position != null) {
      look(metric, position);
      metrics.remove(metric);
    }
  }

  private void look(Metric metric, Position position) {
    long offset = ((Number) ((Gauge<?>) metric).getValue()).longValue();
    if (offset >= 0) {
      (position.isResult() ? results : read).merge(position.key(), offset, Math::max);
    }
  }

  @Override
  public synchronized void report() {
    metrics.forEach(this::look);
    try {
      folder.keep(new ReplayPositions(read, results));
    } catch (IOException e) {
      LOG.warn("how far the replay is can't be kept: {}", e.getMessage());
    }
  }

  @Override
  public synchronized void close() {
    report();
  }
}
