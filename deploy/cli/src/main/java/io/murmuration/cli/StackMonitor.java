package io.murmuration.cli;

import com.fasterxml.jackson.databind.JsonNode;
import io.murmuration.devstack.FlinkRest;
import io.murmuration.devstack.StackAddresses;
import io.murmuration.jobs.enrich.EnrichTweetsJob;
import io.murmuration.loadgen.LatencyProbe;
import io.murmuration.loadgen.LoadTarget;
import io.murmuration.loadgen.Reactions;
import io.murmuration.schemas.Topics;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.TopicPartition;

/**
 * Looks at Kafka, Flink and the output's latency; a part that does not answer keeps its last
 * figure.
 */
final class StackMonitor implements AutoCloseable {
  private static final int HISTORY = 30;
  private static final String JOB_GROUP = "murmuration-enrich";

  private final Admin admin;
  private final FlinkRest flink;
  private final LatencyProbe probe;
  private final LatencyProbe deadLetters;
  private final LatencyProbe timelines;
  private final LatencyProbe creatives;
  private final SearchWatch search;
  private final Deque<Double> inHistory = new ArrayDeque<>();
  private final Deque<Double> outHistory = new ArrayDeque<>();
  private final RecentRate outRate = new RecentRate();
  private final RecentRate timelinesRate = new RecentRate();
  private final RecentRate creativesRate = new RecentRate();
  private RecentRate inRate;
  private long in;
  private long lag;
  private double batchFill;
  private long checkpoints;

  StackMonitor(StackAddresses stack) {
    admin =
        Admin.create(
            Map.of(
                "bootstrap.servers",
                stack.bootstrap(),
                "default.api.timeout.ms",
                2_000,
                "request.timeout.ms",
                1_500));
    flink = new FlinkRest(stack.flinkUrl());
    LoadTarget target = new LoadTarget(stack.bootstrap(), stack.registryUrl());
    probe = LatencyProbe.follow(target, Topics.TWEETS_ENRICHED);
    deadLetters = LatencyProbe.follow(target, Topics.DEAD_LETTERS);
    timelines = LatencyProbe.follow(target, Topics.TIMELINES_RANKED);
    creatives = LatencyProbe.follow(target, Topics.ADS_CREATIVES);
    search = new SearchWatch(stack.feedUrl());
  }

  /**
   * @param reactions of the people of the traffic so far
   * @return with rates and latency of about the last ten seconds
   */
  StackStatus look(Reactions reactions) throws InterruptedException {
    lookAtKafka();
    lookAtFlink();
    long now = System.nanoTime();
    long out = probe.recordsSeen();
    double inPerSecond = inRate == null ? 0 : inRate.at(now, in);
    double outPerSecond = outRate.at(now, out);
    remember(inHistory, inPerSecond);
    remember(outHistory, outPerSecond);
    return new StackStatus(
        in,
        out,
        deadLetters.recordsSeen(),
        inPerSecond,
        outPerSecond,
        lag,
        probe.latest(),
        output(now, timelines, timelinesRate),
        output(now, creatives, creativesRate),
        reactions,
        search.look(),
        batchFill,
        checkpoints,
        List.copyOf(inHistory),
        List.copyOf(outHistory));
  }

  private static StackStatus.Output output(long nanos, LatencyProbe probe, RecentRate rate) {
    long records = probe.recordsSeen();
    return new StackStatus.Output(records, rate.at(nanos, records), probe.latest());
  }

  /** The same with the latency of the whole run. */
  StackStatus total(Reactions reactions) throws InterruptedException {
    StackStatus last = look(reactions);
    return new StackStatus(
        last.in(),
        last.out(),
        last.deadLetters(),
        last.inPerSecond(),
        last.outPerSecond(),
        last.lag(),
        probe.total(),
        new StackStatus.Output(
            last.timelines().records(), last.timelines().perSecond(), timelines.total()),
        new StackStatus.Output(
            last.creatives().records(), last.creatives().perSecond(), creatives.total()),
        last.reactions(),
        last.search(),
        last.batchFill(),
        last.checkpoints(),
        last.inPerSecondHistory(),
        last.outPerSecondHistory());
  }

  private static void remember(Deque<Double> history, double value) {
    history.addLast(value);
    if (history.size() > HISTORY) {
      history.removeFirst();
    }
  }

  private void lookAtKafka() throws InterruptedException {
    try {
      Map<TopicPartition, Long> tweets = ends(Topics.TWEETS.name(), Topics.TWEETS.partitions());
      in = tweets.values().stream().mapToLong(Long::longValue).sum();
      long read =
          admin
              .listConsumerGroupOffsets(JOB_GROUP)
              .partitionsToOffsetAndMetadata()
              .get()
              .entrySet()
              .stream()
              .filter(entry -> entry.getValue() != null && tweets.containsKey(entry.getKey()))
              .mapToLong(entry -> entry.getValue().offset())
              .sum();
      lag = Math.max(0, in - read);
      inRate = inRate == null ? new RecentRate() : inRate;
    } catch (ExecutionException e) {
      // The broker is away: the last figures stand.
    }
  }

  private Map<TopicPartition, Long> ends(String topic, int partitions)
      throws ExecutionException, InterruptedException {
    Map<TopicPartition, OffsetSpec> wanted =
        IntStream.range(0, partitions)
            .boxed()
            .collect(
                java.util.stream.Collectors.toMap(
                    p -> new TopicPartition(topic, p), p -> OffsetSpec.latest()));
    Map<TopicPartition, ListOffsetsResultInfo> found = admin.listOffsets(wanted).all().get();
    return found.entrySet().stream()
        .collect(java.util.stream.Collectors.toMap(Map.Entry::getKey, e -> e.getValue().offset()));
  }

  private void lookAtFlink() throws InterruptedException {
    Optional<String> job = job();
    if (job.isEmpty()) {
      return;
    }
    flink
        .get("/jobs/" + job.get() + "/checkpoints")
        .ifPresent(node -> checkpoints = node.path("counts").path("completed").asLong());
    metric("embed", ".batchFill").ifPresent(fill -> batchFill = fill);
  }

  /** The enrich job's id. */
  private Optional<String> job() throws InterruptedException {
    return flink
        .get("/jobs/overview")
        .flatMap(
            overview ->
                StreamSupport.stream(overview.path("jobs").spliterator(), false)
                    .filter(job -> job.path("name").asText().equals(EnrichTweetsJob.NAME))
                    .map(job -> job.path("jid").asText())
                    .findFirst());
  }

  /** The largest over the subtasks of the operator's vertex, of the metric that ends like this. */
  private Optional<Double> metric(String operator, String suffix) throws InterruptedException {
    Optional<String> job = job();
    if (job.isEmpty()) {
      return Optional.empty();
    }
    JsonNode vertices = flink.get("/jobs/" + job.get()).orElse(null);
    if (vertices == null) {
      return Optional.empty();
    }
    for (JsonNode vertex : vertices.path("vertices")) {
      if (!vertex.path("name").asText().contains(operator)) {
        continue;
      }
      String base = "/jobs/" + job.get() + "/vertices/" + vertex.path("id").asText();
      Optional<JsonNode> names = flink.get(base + "/subtasks/metrics");
      if (names.isEmpty()) {
        continue;
      }
      for (JsonNode each : names.get()) {
        String name = each.path("id").asText();
        if (name.startsWith(operator) && name.endsWith(suffix)) {
          return flink
              .get(base + "/subtasks/metrics?agg=max&get=" + name)
              .map(node -> node.path(0).path("max").asDouble());
        }
      }
    }
    return Optional.empty();
  }

  @Override
  public void close() {
    probe.close();
    deadLetters.close();
    timelines.close();
    creatives.close();
    admin.close(java.time.Duration.ofSeconds(1));
  }
}
