package io.murmuration.cli.bench.ads;

import io.murmuration.cli.bench.Figure;
import io.murmuration.event.Campaign;
import io.murmuration.event.Creative;
import io.murmuration.event.CreativeRung;
import io.murmuration.jobs.ads.AdModels;
import io.murmuration.jobs.ads.AdStudio;
import io.murmuration.jobs.ads.ClockRungs;
import io.murmuration.jobs.ads.ImageStore;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;

/**
 * Requests in an open loop at parts and multiples of what the studio can make whole: how the ladder
 * bends, and whether anything is lost or late without saying so. Without auction and cache.
 */
public final class AdsLoad {
  public static final String NAME = "ads-load";

  /** The arm that the others are compared with. */
  public static final String AGAINST = "50 % of capacity";

  private static final double[] LOADS = {0.5, 1, 2};
  private static final long DEADLINE_MILLIS = 2_000;
  private static final List<CreativeRung> LADDER =
      List.of(CreativeRung.full, CreativeRung.text_only, CreativeRung.template);

  /** With 24 the studio was not warm yet, and half as fast as after 80. */
  private static final int LEAST_MEASURED = 80;

  private final Path models;
  private final int requests;
  private final Consumer<String> progress;
  private final Clock clock = Clock.systemUTC();
  private final List<Campaign> campaigns = AdCases.campaigns();
  private final List<Figure> figures = new ArrayList<>();

  /**
   * @param models the folder of the shipped models
   * @param requests at each load
   */
  public AdsLoad(Path models, int requests, Consumer<String> progress) {
    this.models = models;
    this.requests = requests;
    this.progress = progress;
  }

  public List<Figure> run() throws Exception {
    try (AdStudio studio =
        new AdStudio(
            AdModels.shipped(models, null),
            new ClockRungs(clock, Duration.ZERO),
            new ImageStore(null))) {
      progress.accept("warming up");
      wholePerSecond(studio, "warm-up");
      progress.accept("capacity");
      double capacity = wholePerSecond(studio, "capacity");
      add("capacity", "whole creatives", "1/s", capacity);
      for (double load : LOADS) {
        at(studio, load, capacity * load);
      }
    }
    return figures;
  }

  /** Creatives a second with four always in the making and all the time that they need. */
  private double wholePerSecond(AdStudio studio, String name) throws Exception {
    int count = Math.max(LEAST_MEASURED, requests / 20);
    long begun = System.nanoTime();
    List<CompletableFuture<Creative>> running = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      if (i >= 4) {
        running.get(i - 4).get();
      }
      running.add(start(studio, name + i, i, clock.millis(), 600_000));
    }
    for (CompletableFuture<Creative> each : running) {
      each.get();
    }
    return count / ((System.nanoTime() - begun) / 1e9);
  }

  private void at(AdStudio studio, double load, double perSecond) throws Exception {
    String arm = "%.0f %% of capacity".formatted(load * 100);
    progress.accept(arm);
    SplittableRandom random = new SplittableRandom(7);
    AtomicLongArray micros = new AtomicLongArray(requests);
    List<CompletableFuture<Creative>> running = new ArrayList<>();
    long tokensBefore = studio.writing().drawnTokens();
    long begunNanos = System.nanoTime();
    long begunMillis = clock.millis();
    double at = 0;
    for (int i = 0; i < requests; i++) {
      at -= Math.log(1 - random.nextDouble()) / perSecond;
      long due = begunNanos + (long) (at * 1e9);
      for (long left = due - System.nanoTime(); left > 0; left = due - System.nanoTime()) {
        LockSupport.parkNanos(left);
      }
      int number = i;
      String id = arm + i;
      running.add(
          start(studio, id, i, begunMillis + (long) (at * 1e3), DEADLINE_MILLIS)
              .whenComplete(
                  (done, failure) -> micros.set(number, (System.nanoTime() - due) / 1_000)));
    }
    Map<CreativeRung, Integer> rungs = new EnumMap<>(CreativeRung.class);
    int met = 0;
    int lateUnsaid = 0;
    for (int i = 0; i < requests; i++) {
      Creative creative = running.get(i).get();
      rungs.merge(creative.getRung(), 1, Integer::sum);
      met += creative.getDeadlineMet() ? 1 : 0;
      // What passes between the record's word and this clock is no lie.
      boolean late = micros.get(i) / 1_000 > DEADLINE_MILLIS + 50;
      lateUnsaid += late && creative.getDeadlineMet() ? 1 : 0;
    }
    double seconds = (System.nanoTime() - begunNanos) / 1e9;
    List<Long> sorted = new ArrayList<>();
    for (int i = 0; i < requests; i++) {
      sorted.add(micros.get(i));
    }
    sorted.sort(null);
    add(arm, "deadlines met", "of all", (double) met / requests);
    add(arm, "late without saying so", "count", lateUnsaid);
    add(arm, "p50", "ms", sorted.get(requests / 2) / 1e3);
    add(arm, "p99", "ms", sorted.get(Math.min(requests - 1, requests * 99 / 100)) / 1e3);
    add(arm, "written", "tokens/s", (studio.writing().drawnTokens() - tokensBefore) / seconds);
    shares(rungs, requests).forEach((rung, share) -> add(arm, "rung " + rung, "of all", share));
  }

  /** Those of the ladder and whatever else there was, such as answers that show nothing. */
  static Map<CreativeRung, Double> shares(Map<CreativeRung, Integer> rungs, int requests) {
    Map<CreativeRung, Double> shares = new EnumMap<>(CreativeRung.class);
    LADDER.forEach(rung -> shares.put(rung, 0.0));
    rungs.forEach((rung, count) -> shares.put(rung, (double) count / requests));
    return shares;
  }

  private CompletableFuture<Creative> start(
      AdStudio studio, String id, int number, long atMillis, long deadline)
      throws InterruptedException {
    Campaign campaign = campaigns.get(number % campaigns.size());
    var request = AdCases.request(id, campaign, number, number, atMillis, deadline);
    return studio.make(studio.won(campaign, request, null));
  }

  private void add(String arm, String metric, String unit, double value) {
    figures.add(Figure.ofRepeats(NAME, arm, metric, unit, List.of(value)));
  }
}
