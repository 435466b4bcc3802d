package io.murmuration.cli.bench.oncall;

import io.murmuration.cli.bench.Bench;
import io.murmuration.cli.bench.BenchReport;
import io.murmuration.cli.bench.BenchSettings;
import io.murmuration.cli.bench.Measurements;
import io.murmuration.cli.bench.ScratchFolder;
import io.murmuration.jobs.enrich.EnrichTweetsJob;
import io.murmuration.loadgen.LatencySummary;
import io.murmuration.schemas.ReplayTopics;
import io.murmuration.schemas.Topics;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * What a replay that runs flat out does to live traffic at half load: periods without and with one
 * take turns, and a period with one lasts from the replay's command to its end.
 */
public final class ReplayBench implements Bench {
  private static final String NAME = "replay";
  private static final String ALONE = "live alone";
  private static final String BESIDE = "live beside a replay";
  private static final String REPLAY = "the replay";
  private static final Duration REPLAYS_WITHIN = Duration.ofMinutes(15);

  private record Repeat(Period alone, Period beside, long missing) {}

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public String about() {
    return "live latency without and with a replay flat out; about 16 minutes, with --quick 3";
  }

  @Override
  public List<BenchReport> run(BenchSettings settings) throws Exception {
    Measurements found = new Measurements(NAME);
    try (ScratchFolder folder = ScratchFolder.create();
        LiveEnrich live = new LiveEnrich(settings, folder.resolve("data"))) {
      double drained = live.drain(LiveEnrich.BACKLOG);
      Instant windowEnd = live.now();
      double kept = live.sustained(drained, LiveEnrich.tryOf(settings));
      live.begin(kept / 2);
      found.add(ALONE, "backlog drained at", "posts/s", drained);
      found.add(ALONE, "kept up with", "posts/s", kept);
      found.add(ALONE, "half load", "posts/s", kept / 2);
      Thread.sleep(settings.choose(Duration.ofSeconds(5), Duration.ofSeconds(20)).toMillis());
      MurmurProcess murmur =
          new MurmurProcess(folder.resolve("data"), folder.resolve("murmur.log"));
      List<Repeat> repeats = new ArrayList<>();
      for (int i = 1; i <= settings.repeats(); i++) {
        settings.progress().accept("repeat %d of %d".formatted(i, settings.repeats()));
        repeats.add(repeat(settings, live, murmur, windowEnd, "bench-" + i));
      }
      live.end();
      repeats.forEach(repeat -> add(repeat, live, found));
    }
    return List.of(BenchReport.against(ALONE, found.figures()));
  }

  private static Repeat repeat(
      BenchSettings settings, LiveEnrich live, MurmurProcess murmur, Instant windowEnd, String id)
      throws Exception {
    Duration alone = settings.choose(Duration.ofSeconds(10), Duration.ofSeconds(60));
    Period before = live.during(ALONE, () -> Thread.sleep(alone.toMillis()));
    Period beside =
        live.during(
            BESIDE,
            () ->
                murmur.run(
                    REPLAYS_WITHIN,
                    "replay",
                    "--job",
                    EnrichTweetsJob.NAME,
                    "--max",
                    "--from",
                    "beginning",
                    "--to",
                    windowEnd.toString(),
                    "--into",
                    id));
    long missing = live.backlog() - written(live, id);
    murmur.run(Duration.ofMinutes(1), "replay", "rm", id);
    // What waited while the replay ended is not of the next period.
    Thread.sleep(settings.choose(Duration.ofSeconds(3), Duration.ofSeconds(10)).toMillis());
    return new Repeat(before, beside, missing);
  }

  /** Posts of the window whose result is in the replay's own topic, each counted once. */
  private static long written(LiveEnrich live, String id) {
    return WrittenSources.count(live.target(), new ReplayTopics(id).twinOf(Topics.TWEETS_ENRICHED));
  }

  private static void add(Repeat repeat, LiveEnrich live, Measurements found) {
    List.of(repeat.alone(), repeat.beside()).forEach(period -> addCpu(period, found));
    LatencySummary alone = live.latency(repeat.alone());
    LatencySummary beside = live.latency(repeat.beside());
    found.add(ALONE, "latency p50", "ms", alone.p50Millis());
    found.add(BESIDE, "latency p50", "ms", beside.p50Millis());
    found.add(ALONE, "latency p99", "ms", alone.p99Millis());
    found.add(BESIDE, "latency p99", "ms", beside.p99Millis());
    found.add(
        BESIDE, "p99 over that of live alone", "times", beside.p99Millis() / alone.p99Millis());
    found.add(
        REPLAY, "replayed, start included", "posts/s", live.backlog() / repeat.beside().seconds());
    found.add(REPLAY, "posts without a result", "count", repeat.missing());
  }

  /** Where the replay costs live traffic more than the CPUs that stand idle. */
  private static void addCpu(Period period, Measurements found) {
    found.add(period.arm(), "live Flink", "CPUs", period.flinkCpuSeconds() / period.seconds());
    found.add(period.arm(), "broker", "CPUs", period.brokerCpuSeconds() / period.seconds());
  }
}
