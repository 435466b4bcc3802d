package io.murmuration.cli.bench.oncall;

import io.murmuration.cli.bench.Bench;
import io.murmuration.cli.bench.BenchReport;
import io.murmuration.cli.bench.BenchSettings;
import io.murmuration.cli.bench.Measurements;
import io.murmuration.cli.bench.ScratchFolder;
import io.murmuration.jobs.enrich.EnrichTweetsJob;
import io.murmuration.loadgen.LatencySummary;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * What a swap of the encoder, a canary and their rollback do to live traffic at half load: latency
 * minute by minute, and, at the end, the fate and the model of every post.
 */
public final class SwapBench implements Bench {
  private static final String NAME = "swap";
  private static final String OPERATOR = "encoder";
  private static final String BEFORE = "before";
  private static final String SWAP = "swap minute";
  private static final String AFTER = "minute after the swap";
  private static final String CANARY = "canary of 20 %";
  private static final String ROLLBACK = "rollback minute";
  private static final String ALL = "whole run";
  private static final Duration DECIDED_WITHIN = Duration.ofMinutes(5);

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public String about() {
    return "live latency while the encoder is swapped, no post lost; about 28 minutes, with --quick 3";
  }

  @Override
  public List<BenchReport> run(BenchSettings settings) throws Exception {
    Measurements found = new Measurements(NAME);
    try (ScratchFolder folder = ScratchFolder.create();
        LiveEnrich live = new LiveEnrich(settings, folder.resolve("data"))) {
      double drained = live.drain(LiveEnrich.BACKLOG);
      double perSecond = live.sustained(drained, LiveEnrich.tryOf(settings)) / 2;
      live.begin(perSecond);
      Thread.sleep(settings.choose(Duration.ofSeconds(5), Duration.ofSeconds(20)).toMillis());
      Minutes minutes = new Minutes(settings, live, folder.path());
      List<Period> periods = new ArrayList<>();
      for (int i = 1; i <= settings.repeats(); i++) {
        settings.progress().accept("repeat %d of %d".formatted(i, settings.repeats()));
        periods.addAll(minutes.repeat(i));
      }
      live.end();
      found.add(BEFORE, "half load", "posts/s", perSecond);
      periods.forEach(period -> add(period, live.latency(period), found));
      settings.progress().accept("looking at every post");
      add(SwapLedger.of(live.target()), settings.repeats(), found);
    }
    return List.of(BenchReport.against(BEFORE, found.figures()));
  }

  private static void add(Period period, LatencySummary latency, Measurements found) {
    found.add(period.arm(), "latency p50", "ms", latency.p50Millis());
    found.add(period.arm(), "latency p99", "ms", latency.p99Millis());
  }

  private static void add(SwapLedger ledger, int repeats, Measurements found) {
    found.add(ALL, "posts lost", "count", ledger.lost());
    found.add(ALL, "posts with two results", "count", ledger.twice());
    found.add(ALL, "posts refused", "count", ledger.refused());
    found.add(ALL, "posts with no or a wrong model", "count", ledger.unattributed());
    String shipped = Path.of(EnrichTweetsJob.ENCODER).getFileName().toString();
    found.add("shipped version", "posts served", "count", ledger.servedBy(shipped));
    for (int i = 1; i <= repeats; i++) {
      found.add("swapped in", "posts served", "count", ledger.servedBy(swapped(i)));
      found.add("canary", "posts served", "count", ledger.servedBy(canary(i)));
    }
  }

  private static String swapped(int repeat) {
    return "0.0.0-swap-" + repeat;
  }

  private static String canary(int repeat) {
    return "0.0.0-canary-" + repeat;
  }

  /** The minutes of a repeat, each from its command on. */
  private static final class Minutes {
    private final LiveEnrich live;
    private final Duration minute;
    private final EncoderCopies copies;
    private final MurmurProcess murmur;

    Minutes(BenchSettings settings, LiveEnrich live, Path folder) {
      this.live = live;
      this.minute = settings.choose(Duration.ofSeconds(8), Duration.ofMinutes(1));
      this.copies =
          new EncoderCopies(
              settings.models().resolve(EnrichTweetsJob.ENCODER), folder.resolve("copies"));
      this.murmur = new MurmurProcess(folder.resolve("data"), folder.resolve("murmur.log"));
    }

    List<Period> repeat(int number) throws Exception {
      String swapped = copies.as(swapped(number));
      String canary = copies.as(canary(number));
      return List.of(
          minute(BEFORE, () -> {}),
          minute(SWAP, () -> models("deploy", OPERATOR, swapped)),
          minute(AFTER, () -> {}),
          minute(CANARY, () -> models("canary", OPERATOR, canary, "--percent=20")),
          minute(
              ROLLBACK,
              () -> {
                models("rollback", OPERATOR);
                models("rollback", OPERATOR);
              }));
    }

    /** As long as the command takes, where that is longer. */
    private Period minute(String arm, LiveEnrich.Work work) throws Exception {
      long endNanos = System.nanoTime() + minute.toNanos();
      return live.during(
          arm,
          () -> {
            work.run();
            Thread.sleep(Math.max(0, (endNanos - System.nanoTime()) / 1_000_000));
          });
    }

    private void models(String... arguments) throws Exception {
      List<String> all = new ArrayList<>(List.of("models"));
      all.addAll(List.of(arguments));
      murmur.run(DECIDED_WITHIN, all.toArray(String[]::new));
    }
  }
}
