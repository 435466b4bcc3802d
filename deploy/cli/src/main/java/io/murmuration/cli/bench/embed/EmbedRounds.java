package io.murmuration.cli.bench.embed;

import io.murmuration.cli.bench.BenchReport;
import io.murmuration.cli.bench.BenchSettings;
import io.murmuration.cli.bench.Measurements;
import io.murmuration.cli.bench.flow.Flow;
import io.murmuration.cli.bench.flow.Schedule;
import io.murmuration.model.inference.BatchStatistics;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The arms in turn, round after round: at saturation, then in an open loop at shares of what our
 * own arm brought through in the same round.
 */
final class EmbedRounds {
  private static final int[] LOADS_PERCENT = {5, 50, 80};
  private static final int PROBE = 1_500;
  private static final Duration LONE_GAP = Duration.ofMillis(20);

  /** An arm that can't keep up shows that in a third of the time. */
  private static final double OVERLOADED = 1 / 3.0;

  private final BenchSettings settings;
  private final Flow flow;
  private final Map<String, Flow.Arm> arms;
  private final BatchStatistics batches;
  private final RawEngine raw;
  private final double windowSeconds;
  private final Measurements found = new Measurements(EmbedBench.NAME);
  private final Map<String, Double> saturated = new LinkedHashMap<>();

  EmbedRounds(
      BenchSettings settings,
      Flow flow,
      Map<String, Flow.Arm> arms,
      BatchStatistics batches,
      RawEngine raw) {
    this.settings = settings;
    this.flow = flow;
    this.arms = arms;
    this.batches = batches;
    this.raw = raw;
    this.windowSeconds = settings.choose(1.0, 2.0);
  }

  BenchReport run() throws Exception {
    for (Map.Entry<String, Flow.Arm> arm : arms.entrySet()) {
      settings.progress().accept("warming up: " + arm.getKey());
      Flow.Result probed = flow.run(arm.getValue(), new Schedule.AtOnce(), PROBE, PROBE);
      saturated.put(arm.getKey(), probed.perSecond());
    }
    for (int round = 1; round <= settings.repeats(); round++) {
      settings.progress().accept("round %d of %d: saturation".formatted(round, settings.repeats()));
      ceiling();
      for (Map.Entry<String, Flow.Arm> arm : arms.entrySet()) {
        saturate(arm.getKey(), arm.getValue());
      }
      for (int percent : LOADS_PERCENT) {
        settings
            .progress()
            .accept("round %d of %d: %d %% load".formatted(round, settings.repeats(), percent));
        for (Map.Entry<String, Flow.Arm> arm : arms.entrySet()) {
          load(arm.getKey(), arm.getValue(), percent, round);
        }
      }
      lone();
    }
    return BenchReport.against(EmbedBench.OURS, found.figures());
  }

  private void ceiling() throws InterruptedException {
    int posts = (int) (2 * windowSeconds * saturated.get(EmbedBench.OURS));
    List<String> texts = flow.texts().subList(0, Math.min(posts, flow.texts().size()));
    found.add("raw engine, perfect batches", "saturation", "posts/s", raw.postsPerSecond(texts));
    found.add(
        "raw engine, tokens ready", "saturation", "posts/s", raw.postsPerSecondOfTokens(texts));
  }

  private void saturate(String name, Flow.Arm arm) throws Exception {
    double before = saturated.get(name);
    long posts = posts(before, windowSeconds);
    try (FillSampler fill = new FillSampler(batches)) {
      Flow.Result result = flow.run(arm, new Schedule.AtOnce(), posts / 2, posts);
      saturated.put(name, result.perSecond());
      found.add(name, "saturation", "posts/s", result.perSecond());
      if (name.equals(EmbedBench.OURS)) {
        found.add(name, "batch fill at saturation", "%", 100 * fill.fill());
        found.add(name, "padding at saturation", "%", 100 * fill.padding());
      }
    }
  }

  private void load(String name, Flow.Arm arm, int percent, int round) throws Exception {
    double rate = saturated.get(EmbedBench.OURS) * percent / 100;
    double seconds = windowSeconds * (percent < 10 ? 2 : 1);
    if (saturated.get(name) < rate) {
      seconds *= OVERLOADED;
    }
    Flow.Result result =
        flow.run(arm, new Schedule.Poisson(rate, round), posts(rate, 0.3), posts(rate, seconds));
    String at = " at " + percent + " % load";
    found.add(name, "p50" + at, "ms", result.p50Millis());
    found.add(name, "p99" + at, "ms", result.p99Millis());
    found.add(name, "goodput" + at, "posts/s in time", result.inTime() * rate);
  }

  /** Our own latency when nothing else is there, to set beside that at the least load. */
  private void lone() throws Exception {
    long posts = Math.round(2 * windowSeconds / (LONE_GAP.toNanos() / 1e9));
    Flow.Result result =
        flow.run(arms.get(EmbedBench.OURS), new Schedule.Every(LONE_GAP), posts / 4, posts);
    found.add("ours, alone", "p50 at 5 % load", "ms", result.p50Millis());
    found.add("ours, alone", "p99 at 5 % load", "ms", result.p99Millis());
  }

  private static long posts(double perSecond, double seconds) {
    return Math.max(100, Math.round(perSecond * seconds));
  }
}
