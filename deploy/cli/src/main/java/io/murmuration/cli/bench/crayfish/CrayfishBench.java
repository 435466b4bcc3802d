package io.murmuration.cli.bench.crayfish;

import io.murmuration.cli.bench.Bench;
import io.murmuration.cli.bench.BenchReport;
import io.murmuration.cli.bench.BenchSettings;
import io.murmuration.cli.bench.Measurements;
import io.murmuration.cli.bench.ScratchFolder;
import io.murmuration.cli.bench.flow.LocalFlink;
import io.murmuration.devstack.DevStack;
import io.murmuration.devstack.Ports;
import io.murmuration.devstack.StackConfig;
import io.murmuration.model.djl.RowsLoader;
import io.murmuration.model.inference.LoadedModel;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The workload of Crayfish (EDBT 2024), a benchmark of inference in stream processors: JSON from
 * Kafka through a small network to Kafka, one replica, as they published it and as we do it.
 */
public final class CrayfishBench implements Bench {
  private static final String NAME = "crayfish";
  private static final String METRIC = "throughput";
  private static final String UNIT = "records/s";
  private static final String JSON = "crayfish-json";
  private static final String AVRO = "crayfish-avro";
  private static final String JSON_CEILING = "ceiling: JSON and engine, one thread";
  private static final String AVRO_CEILING = "ceiling: Avro and engine, one thread";

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public String about() {
    return "the Crayfish workload, Kafka to Kafka; about 8 minutes, with --quick 2";
  }

  /** One way to run the workload. */
  private interface Arm {
    double perSecond(CrayfishJobs jobs, CrayfishJobs.Span span) throws Exception;
  }

  @Override
  public List<BenchReport> run(BenchSettings settings) throws Exception {
    Measurements found = new Measurements(NAME);
    try (ScratchFolder folder = ScratchFolder.create();
        DevStack stack = DevStack.start(broker(settings, folder), line -> {});
        LocalFlink flink = LocalFlink.start(1)) {
      RowsLoader network = Network.write(folder.resolve("network"));
      String bootstrap = stack.addresses().bootstrap();
      CrayfishTopics topics = new CrayfishTopics(bootstrap);
      CrayfishJobs jobs =
          new CrayfishJobs(flink, bootstrap, folder.resolve("checkpoints"), network);
      int backlog = settings.choose(10_000, 60_000);
      settings.progress().accept("writing a backlog of " + backlog + " data points, twice");
      topics.fill(JSON, CrayfishTopics.rows(new JsonRows()), backlog);
      topics.fill(AVRO, CrayfishTopics.rows(new AvroRows()), backlog);
      try (LoadedModel<float[], float[], float[]> model = network.load()) {
        SerdeCeiling ceiling = new SerdeCeiling(model, CrayfishJobs.LIMITS.maxItems());
        for (int repeat = 0; repeat <= settings.repeats(); repeat++) {
          boolean measured = repeat > 0;
          settings
              .progress()
              .accept(
                  measured ? "repeat %d of %d".formatted(repeat, settings.repeats()) : "warm-up");
          repeat(jobs, topics, ceiling, measured ? backlog : backlog / 4, measured ? found : null);
        }
      }
    }
    return List.of(BenchReport.against(JSON_CEILING, found.figures()));
  }

  private static void repeat(
      CrayfishJobs jobs,
      CrayfishTopics topics,
      SerdeCeiling ceiling,
      int records,
      Measurements found)
      throws Exception {
    Map<String, Double> perSecond = new LinkedHashMap<>();
    perSecond.put(
        JSON_CEILING,
        ceiling.perSecond(new JsonRows(), CrayfishTopics.rows(new JsonRows()), records));
    perSecond.put(
        AVRO_CEILING,
        ceiling.perSecond(new AvroRows(), CrayfishTopics.rows(new AvroRows()), records));
    for (Map.Entry<String, Arm> arm : arms().entrySet()) {
      String from = arm.getKey().contains("Avro") ? AVRO : JSON;
      String to = "crayfish-out-" + System.nanoTime();
      topics.create(to);
      var span = new CrayfishJobs.Span(from, to, records, records / 4);
      perSecond.put(arm.getKey(), arm.getValue().perSecond(jobs, span));
      topics.delete(to);
    }
    if (found != null) {
      perSecond.forEach((arm, each) -> found.add(arm, METRIC, UNIT, each));
      found.add(
          "ours, Avro, exactly once",
          "share of the Avro ceiling",
          "",
          perSecond.get("ours, Avro, exactly once") / perSecond.get(AVRO_CEILING));
    }
  }

  private static Map<String, Arm> arms() {
    Map<String, Arm> arms = new LinkedHashMap<>();
    arms.put("as published", CrayfishJobs::published);
    arms.put("published, fixed", CrayfishJobs::fixed);
    arms.put(
        "ours, JSON, exactly once",
        (jobs, span) -> jobs.ours(span, new JsonRows(), jobs.network()));
    arms.put(
        "ours, Avro, exactly once",
        (jobs, span) -> jobs.ours(span, new AvroRows(), jobs.network()));
    arms.put(
        "ours, JSON, exactly once, no-op model",
        (jobs, span) -> jobs.ours(span, new JsonRows(), new NoNetwork()));
    return arms;
  }

  private static StackConfig broker(BenchSettings settings, ScratchFolder folder)
      throws io.murmuration.devstack.StackException {
    return new StackConfig(
            folder.resolve("stack"),
            Ports.free(),
            settings.registryHome(),
            settings.models(),
            1,
            Duration.ofSeconds(1),
            List.of())
        .forSpeed();
  }
}
