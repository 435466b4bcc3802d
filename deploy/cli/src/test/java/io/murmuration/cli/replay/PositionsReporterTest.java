package io.murmuration.cli.replay;

import static org.assertj.core.api.Assertions.assertThat;

import io.murmuration.jobs.replay.ResultPositions;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.flink.metrics.Gauge;
import org.apache.flink.metrics.MetricConfig;
import org.apache.flink.metrics.groups.UnregisteredMetricsGroup;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PositionsReporterTest {
  private static final String READ = "currentOffset";

  @TempDir private Path path;
  private final AtomicLong offset = new AtomicLong(-1);
  private ReplayFolder folder;

  @BeforeEach
  void createFolder() throws Exception {
    folder = ReplayFolder.at(Files.createDirectories(path.resolve("monday")));
  }

  @Test
  void keepsTheHighestOffsetsThatWereReadAndThatHaveAResult() {
    PositionsReporter reporter = opened();
    add(reporter, READ, 0, () -> 41L);
    add(reporter, READ, 1, () -> -1L);
    add(reporter, ResultPositions.METRIC, 0, () -> 7L);
    add(reporter, ResultPositions.METRIC, 0, () -> 9L);

    reporter.report();

    assertThat(folder.positions())
        .isEqualTo(new ReplayPositions(Map.of("tweets:0", 41L), Map.of("tweets:0", 9L)));
  }

  @Test
  void keepsWhereATaskWasWhenItEnded() {
    PositionsReporter reporter = opened();
    Gauge<Long> gauge = add(reporter, READ, 0, offset::get);
    offset.set(12);

    reporter.notifyOfRemovedMetric(gauge, READ, new Scope(0));
    reporter.report();

    assertThat(folder.positions().read()).containsEntry("tweets:0", 12L);
  }

  @Test
  void doesNotGoBackWhenTheReplayIsResumed() {
    offset.set(12);
    PositionsReporter reporter = opened();
    add(reporter, READ, 0, offset::get);
    reporter.report();

    offset.set(3);
    PositionsReporter resumed = opened();
    add(resumed, READ, 0, offset::get);
    resumed.report();

    assertThat(folder.positions().read()).containsEntry("tweets:0", 12L);
  }

  private PositionsReporter opened() {
    MetricConfig config = new MetricConfig();
    config.setProperty("folder", folder.path().toString());
    PositionsReporter reporter = new PositionsReporter();
    reporter.open(config);
    return reporter;
  }

  private static Gauge<Long> add(
      PositionsReporter reporter, String name, int partition, Gauge<Long> gauge) {
    reporter.notifyOfAddedMetric(gauge, name, new Scope(partition));
    return gauge;
  }

  /** That of a partition of tweets. */
  private static final class Scope extends UnregisteredMetricsGroup {
    private final int partition;

    private Scope(int partition) {
      this.partition = partition;
    }

    @Override
    public Map<String, String> getAllVariables() {
      return Map.of("<topic>", "tweets", "<partition>", Integer.toString(partition));
    }
  }
}
