package io.murmuration.jobs.ads;

import static org.assertj.core.api.Assertions.assertThat;

import io.murmuration.model.lifecycle.ModelRevision;
import java.util.Set;
import java.util.TreeSet;
import org.apache.flink.metrics.Gauge;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.metrics.groups.UnregisteredMetricsGroup;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(ShippedModelsHeld.class)
class StaffTest {
  private static final AdModels MODELS = AdModels.shipped(InMemoryAds.MODELS, null);

  @Test
  void registersWhatItsModelsDoByNameAndVersion() {
    Set<String> registered = new TreeSet<>();
    String writer = "model." + of(MODELS.writer().shipped());
    String painter = "model." + of(MODELS.painter().shipped());

    new Staff(MODELS, new Names("", registered)).close();

    assertThat(registered)
        .contains(
            writer + "drawnTokens",
            writer + "takenBackTokens",
            writer + "promptTokens",
            writer + "reusedTokens",
            writer + "calls",
            writer + "steps",
            writer + "stepRows",
            writer + "refused",
            writer + "queuedSequences",
            writer + "queueWaitMillis")
        .contains(
            painter + "cacheHits",
            painter + "lane.ads.queuedRequests",
            painter + "lane.ads.queueWaitMillis");
  }

  private static String of(ModelRevision model) {
    return "name.%s.version.%s.".formatted(model.name(), model.version());
  }

  /** Where gauges are registered, by the names of their groups. */
  private static final class Names extends UnregisteredMetricsGroup {
    private final String prefix;
    private final Set<String> registered;

    Names(String prefix, Set<String> registered) {
      this.prefix = prefix;
      this.registered = registered;
    }

    @Override
    public MetricGroup addGroup(String name) {
      return new Names(prefix + name + ".", registered);
    }

    @Override
    public MetricGroup addGroup(String key, String value) {
      return new Names(prefix + key + "." + value + ".", registered);
    }

    @Override
    public <T, G extends Gauge<T>> G gauge(String name, G gauge) {
      registered.add(prefix + name);
      return gauge;
    }
  }
}
