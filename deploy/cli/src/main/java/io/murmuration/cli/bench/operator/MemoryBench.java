package io.murmuration.cli.bench.operator;

import io.murmuration.cli.bench.Bench;
import io.murmuration.cli.bench.BenchReport;
import io.murmuration.cli.bench.BenchSettings;
import io.murmuration.cli.bench.Figure;
import io.murmuration.cli.bench.flow.LocalFlink;
import io.murmuration.cli.bench.plot.PointChart;
import io.murmuration.model.inference.BatchLimits;
import io.murmuration.model.inference.ModelLease;
import io.murmuration.model.inference.SharedModels;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;

/** Whether memory grows with the events that our operator has seen: a slope, not a snapshot. */
public final class MemoryBench implements Bench {
  private static final String NAME = "memory";
  private static final String OURS = "ours";
  private static final int SAMPLES = 50;
  private static final double MILLION = 1e6;

  /** Of a normal distribution: as many errors around a slope hold 95 % of it. */
  private static final double CONFIDENCE = 1.96;

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public String about() {
    return "memory over 10 million events, with --quick 1 million; about 2 minutes";
  }

  @Override
  public List<BenchReport> run(BenchSettings settings) throws Exception {
    long events = settings.choose(1_000_000L, 10_000_000L);
    List<MemorySampler.Sample> samples;
    try (LocalFlink flink = LocalFlink.start(1);
        ModelLease<Long, Long> lease =
            SharedModels.acquire(new NoOpLoader(), BatchLimits.defaults())) {
      settings.progress().accept("warming up");
      EventJob.run(flink, EventJob::ours, events / 5);
      long before = lease.statistics().items();
      settings.progress().accept(events + " events, " + SAMPLES + " samples");
      MemorySampler sampler =
          new MemorySampler(() -> lease.statistics().items() - before, events / SAMPLES);
      try (sampler) {
        EventJob.run(flink, EventJob::ours, events);
      }
      samples = sampler.samples();
    }
    return List.of(report(samples));
  }

  private static BenchReport report(List<MemorySampler.Sample> samples) {
    double[] events = column(samples, sample -> sample.events() / MILLION);
    double[] heap = column(samples, MemorySampler.Sample::heapMegabytes);
    double[] resident = column(samples, MemorySampler.Sample::residentMegabytes);
    List<Figure> figures = new ArrayList<>();
    figures.add(slope("heap after collection, slope", events, heap));
    figures.add(middle("heap after collection", heap));
    figures.add(slope("resident memory, slope", events, resident));
    figures.add(middle("resident memory", resident));
    PointChart chart =
        new PointChart(
            "memory",
            "million events",
            "MB",
            List.of(
                new PointChart.Series("heap after collection", events, heap),
                new PointChart.Series("resident", events, resident)));
    return BenchReport.against("", figures).with(chart);
  }

  /** With its 95 % interval as low and high. */
  private static Figure slope(String metric, double[] events, double[] megabytes) {
    Regression line = Regression.of(events, megabytes);
    double around = CONFIDENCE * line.error();
    return new Figure(
        NAME,
        OURS,
        metric,
        "MB per million events",
        line.slope(),
        line.slope() - around,
        line.slope() + around,
        List.of());
  }

  private static Figure middle(String metric, double[] megabytes) {
    List<Double> all = java.util.Arrays.stream(megabytes).boxed().toList();
    return Figure.ofRepeats(NAME, OURS, metric, "MB", all);
  }

  private static double[] column(
      List<MemorySampler.Sample> samples, ToDoubleFunction<MemorySampler.Sample> of) {
    return samples.stream().mapToDouble(of).toArray();
  }
}
