package io.murmuration.cli.top;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.GroupListing;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;

/** How fast inputs grow and how far their readers lag, by the broker. */
public final class KafkaView implements AutoCloseable {
  private static final String GROUPS = "murmuration-";

  private final Admin admin;
  private Map<String, Long> lastEnds = Map.of();
  private long lastNanos;

  public KafkaView(String bootstrap) {
    admin =
        Admin.create(
            Map.of(
                "bootstrap.servers", bootstrap,
                "default.api.timeout.ms", 3_000,
                "request.timeout.ms", 2_500));
  }

  /** Of each of Murmuration's consumer groups; none where the broker does not answer. */
  public List<Snapshots.Input> look() throws InterruptedException {
    try {
      List<Snapshots.Input> inputs = new ArrayList<>();
      Map<String, Long> ends = new HashMap<>();
      long now = System.nanoTime();
      for (GroupListing group : admin.listGroups().all().get()) {
        if (group.groupId().startsWith(GROUPS)) {
          inputs.addAll(look(group.groupId(), ends, (now - lastNanos) / 1e9));
        }
      }
      lastEnds = ends;
      lastNanos = now;
      return inputs;
    } catch (ExecutionException e) {
      return List.of();
    }
  }

  private List<Snapshots.Input> look(String group, Map<String, Long> ends, double seconds)
      throws ExecutionException, InterruptedException {
    Map<TopicPartition, OffsetAndMetadata> committed =
        admin.listConsumerGroupOffsets(group).partitionsToOffsetAndMetadata().get();
    committed.values().removeIf(java.util.Objects::isNull);
    var latest =
        admin
            .listOffsets(
                committed.keySet().stream()
                    .collect(Collectors.toMap(p -> p, p -> OffsetSpec.latest())))
            .all()
            .get();
    Map<String, Long> lag = new TreeMap<>();
    Map<String, Long> end = new TreeMap<>();
    latest.forEach(
        (partition, found) -> {
          end.merge(partition.topic(), found.offset(), Long::sum);
          long behind = Math.max(0, found.offset() - committed.get(partition).offset());
          lag.merge(partition.topic(), behind, Long::sum);
        });
    List<Snapshots.Input> inputs = new ArrayList<>();
    end.forEach(
        (topic, offset) -> {
          Long before = lastEnds.get(topic);
          ends.put(topic, offset);
          inputs.add(
              new Snapshots.Input(
                  group,
                  topic,
                  before == null ? Double.NaN : (offset - before) / seconds,
                  lag.get(topic)));
        });
    return inputs;
  }

  @Override
  public void close() {
    admin.close(Duration.ofSeconds(1));
  }
}
