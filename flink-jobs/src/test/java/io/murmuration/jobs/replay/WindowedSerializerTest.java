package io.murmuration.jobs.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.confluent.kafka.schemaregistry.client.MockSchemaRegistryClient;
import io.confluent.kafka.schemaregistry.client.SchemaRegistryClient;
import io.murmuration.event.Repetition;
import io.murmuration.event.SourcePosition;
import io.murmuration.jobs.Repetitions;
import io.murmuration.jobs.TopicOf;
import io.murmuration.schemas.ReplayTopics;
import io.murmuration.schemas.SchemaRegistry;
import io.murmuration.schemas.Topics;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.common.serialization.SerializationSchema;
import org.apache.flink.metrics.Gauge;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.metrics.groups.UnregisteredMetricsGroup;
import org.apache.flink.util.SimpleUserCodeClassLoader;
import org.apache.flink.util.UserCodeClassLoader;
import org.junit.jupiter.api.Test;

class WindowedSerializerTest {
  private static final ReplayTopics TWINS = new ReplayTopics("r");
  private final SchemaRegistryClient registry = new MockSchemaRegistryClient();
  private final Map<String, Gauge<?>> gauges = new HashMap<>();

  WindowedSerializerTest() {
    SchemaRegistry.provision(
        registry, List.of(Topics.REPETITIONS, TWINS.twinOf(Topics.REPETITIONS)));
  }

  @Test
  void writesWhatComesOfTheWindowAndLeavesOutItsWarmUp() throws Exception {
    var serializer = to(() -> TWINS.twinOf(Topics.REPETITIONS));

    assertThat(serializer.serialize(of(0, 9), null, null)).isNull();
    assertThat(serializer.serialize(of(0, 20), null, null)).isNull();
    assertThat(serializer.serialize(of(1, 10), null, null)).isNull();
    assertThat(serializer.serialize(of(0, 10), null, null).topic())
        .isEqualTo("repetitions.replay.r");
  }

  @Test
  void refusesToWriteToProduction() throws Exception {
    var serializer = to(() -> Topics.REPETITIONS);

    assertThatThrownBy(() -> serializer.serialize(of(0, 10), null, null))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("repetitions is production's");
  }

  @Test
  void tellsHowFarItIsWhereNothingIsWrittenToo() throws Exception {
    var serializer = to(() -> TWINS.twinOf(Topics.REPETITIONS));

    serializer.serialize(of(0, 9), null, null);
    serializer.serialize(of(0, 6), null, null);

    assertThat(gauges.get("tweets:0").getValue()).isEqualTo(9L);
  }

  private WindowedSerializer<Repetition> to(TopicOf<Repetition> topic) throws Exception {
    var serializer =
        new WindowedSerializer<>(
            Repetitions.serializer(
                topic, () -> registry, Clock.fixed(Instant.EPOCH, ZoneOffset.UTC)),
            List.of(new ReplayWindow("tweets", 0, 5, 10, 20, 25)),
            Repetition::getSource);
    serializer.open(new Opening(), null);
    // As the exactly-once writer does.
    serializer.open(new Opening(), null);
    return serializer;
  }

  private static Repetition of(int partition, long offset) {
    return new Repetition(new SourcePosition("tweets", partition, offset), "id", null);
  }

  private final class Opening implements SerializationSchema.InitializationContext {
    @Override
    public MetricGroup getMetricGroup() {
      return new Scope("");
    }

    @Override
    public UserCodeClassLoader getUserCodeClassLoader() {
      return SimpleUserCodeClassLoader.create(getClass().getClassLoader());
    }
  }

  /** Keeps gauges by the values of their scopes. */
  private final class Scope extends UnregisteredMetricsGroup {
    private final String name;

    private Scope(String name) {
      this.name = name;
    }

    @Override
    public MetricGroup addGroup(String key, String value) {
      return new Scope(name.isEmpty() ? value : name + ":" + value);
    }

    @Override
    public <T, G extends Gauge<T>> G gauge(String metric, G gauge) {
      gauges.putIfAbsent(name, gauge);
      return gauge;
    }
  }
}
