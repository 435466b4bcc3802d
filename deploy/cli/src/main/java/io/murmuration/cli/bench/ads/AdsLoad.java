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
import java.util.SortedMap;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;

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
   * @param requests at all loads together
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
    int count = Math.max(LEAST_MEASURED, requests / 60);
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
    int count = share(load, requests);
    progress.accept("%s: %,d requests, %.0f s".formatted(arm, count, count / perSecond));
    long tokensBefore = studio.writing().drawnTokens();
    long begunNanos = System.nanoTime();
    List<Answer> answers = sendAndAwait(studio, arm, count, perSecond);
    double seconds = (System.nanoTime() - begunNanos) / 1e9;
    add(arm, "requests", "count", count);
    add(arm, "deadlines met", "of all", met(answers));
    add(arm, "late without saying so", "count", answers.stream().filter(Answer::lied).count());
    add(arm, "p50", "ms", percentile(answers, 50));
    add(arm, "p99", "ms", percentile(answers, 99));
    add(arm, "written", "tokens/s", (studio.writing().drawnTokens() - tokensBefore) / seconds);
    Map<CreativeRung, List<Answer>> byRung =
        answers.stream()
            .collect(
                Collectors.groupingBy(
                    answer -> answer.creative().getRung(),
                    () -> new EnumMap<>(CreativeRung.class),
                    Collectors.toList()));
    Map<CreativeRung, Double> shares = shares(byRung, count);
    shares.forEach((rung, part) -> add(arm, "rung " + rung, "of all", part));
    progress.accept(
        "%s: %.3f of the deadlines met, rungs %s, p50 %.0f ms, p99 %.0f ms"
            .formatted(
                arm, met(answers), shares, percentile(answers, 50), percentile(answers, 99)));
    reasons(answers).forEach((reason, times) -> add(arm, reason, "of all", (double) times / count));
    byRung.forEach(
        (rung, of) -> {
          add(arm, "deadlines met, " + rung, "of the rung", met(of));
          add(arm, "p50, " + rung, "ms", percentile(of, 50));
          add(arm, "p99, " + rung, "ms", percentile(of, 99));
        });
  }

  /** Why answers are of a lower rung, whatever the numbers in it. */
  private static SortedMap<String, Long> reasons(List<Answer> answers) {
    return answers.stream()
        .map(Answer::creative)
        .filter(creative -> creative.getRung() != CreativeRung.full)
        .collect(
            Collectors.groupingBy(
                creative ->
                    creative.getRung() + ": " + creative.getRungReason().replaceAll("\\d+", "N"),
                TreeMap::new,
                Collectors.counting()));
  }

  /** So many of all that each load lasts equally long. */
  static int share(double load, int requests) {
    return (int) Math.round(requests * load / DoubleStream.of(LOADS).sum());
  }

  /** In an open loop: what is late doesn't hold up what comes after. */
  private List<Answer> sendAndAwait(AdStudio studio, String arm, int count, double perSecond)
      throws Exception {
    SplittableRandom random = new SplittableRandom(7);
    long begunNanos = System.nanoTime();
    long begunMillis = clock.millis();
    List<CompletableFuture<Answer>> running = new ArrayList<>();
    double at = 0;
    for (int i = 0; i < count; i++) {
      at -= Math.log(1 - random.nextDouble()) / perSecond;
      long due = begunNanos + (long) (at * 1e9);
      for (long left = due - System.nanoTime(); left > 0; left = due - System.nanoTime()) {
        LockSupport.parkNanos(left);
      }
      running.add(
          start(studio, arm + i, i, begunMillis + (long) (at * 1e3), DEADLINE_MILLIS)
              .thenApply(made -> new Answer(made, (System.nanoTime() - due) / 1e6)));
    }
    List<Answer> answers = new ArrayList<>();
    for (CompletableFuture<Answer> each : running) {
      answers.add(each.get());
    }
    return answers;
  }

  /**
   * @param millis since it was due
   */
  private record Answer(Creative creative, double millis) {
    /** What passes between the record's word and this clock is no lie. */
    boolean lied() {
      return millis > DEADLINE_MILLIS + 50 && creative.getDeadlineMet();
    }
  }

  private static double met(List<Answer> answers) {
    long met = answers.stream().filter(answer -> answer.creative().getDeadlineMet()).count();
    return (double) met / answers.size();
  }

  private static double percentile(List<Answer> answers, int percent) {
    double[] sorted = answers.stream().mapToDouble(Answer::millis).sorted().toArray();
    return sorted[Math.min(sorted.length - 1, sorted.length * percent / 100)];
  }

  /** Those of the ladder and whatever else there was, such as answers that show nothing. */
  static Map<CreativeRung, Double> shares(Map<CreativeRung, ? extends List<?>> byRung, int of) {
    Map<CreativeRung, Double> shares = new EnumMap<>(CreativeRung.class);
    LADDER.forEach(rung -> shares.put(rung, 0.0));
    byRung.forEach((rung, answers) -> shares.put(rung, (double) answers.size() / of));
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
