package io.murmuration.model.flink;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import org.apache.flink.metrics.Gauge;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.metrics.groups.UnregisteredMetricsGroup;
import org.junit.jupiter.api.Test;

class RenewedGaugesTest {
  /** As Flink's: of two gauges of one name it keeps the first. */
  private static final class KeepsTheFirst extends UnregisteredMetricsGroup {
    private final Map<String, Gauge<?>> gauges;
    private final String path;

    KeepsTheFirst(Map<String, Gauge<?>> gauges, String path) {
      this.gauges = gauges;
      this.path = path;
    }

    @Override
    public <T, G extends Gauge<T>> G gauge(String name, G gauge) {
      gauges.putIfAbsent(path + name, gauge);
      return gauge;
    }

    @Override
    public MetricGroup addGroup(String name) {
      return new KeepsTheFirst(gauges, path + name + ".");
    }

    @Override
    public MetricGroup addGroup(String key, String value) {
      return new KeepsTheFirst(gauges, path + key + "." + value + ".");
    }
  }

  @Test
  void showsTheNewestGaugeOfEachName() {
    Map<String, Gauge<?>> shown = new HashMap<>();
    MetricGroup operator = new RenewedGauges(new KeepsTheFirst(shown, ""));

    for (int copy = 1; copy <= 2; copy++) {
      int value = copy;
      MetricGroup group = operator.addGroup("model").addGroup("name", "encoder");
      group.gauge("batches", (Gauge<Integer>) () -> value);
      group.addGroup("lane", "ads").gauge("batches", (Gauge<Integer>) () -> 10 * value);
    }

    assertThat(shown.get("model.name.encoder.batches").getValue()).isEqualTo(2);
    assertThat(shown.get("model.name.encoder.lane.ads.batches").getValue()).isEqualTo(20);
  }
}
