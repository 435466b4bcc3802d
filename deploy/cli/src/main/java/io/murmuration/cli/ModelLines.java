package io.murmuration.cli;

import io.murmuration.cli.top.Snapshots;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** A line for what a model does; remembers its counts, to say what came since the last look. */
final class ModelLines {
  private final Sparklines sparklines;
  private final Map<String, double[]> totals = new HashMap<>();

  ModelLines(Sparklines sparklines) {
    this.sparklines = sparklines;
  }

  String line(String job, Snapshots.Model model, long nowMillis) {
    String key = job + model.operator() + model.name();
    double items = perSecond(key + " items", model.items(), nowMillis);
    double tokens = perSecond(key + " tokens", model.tokens(), nowMillis);
    return String.format(
        Locale.ROOT,
        "  model %s at %s: %s, %s tokens%s, batch %.1f, fill %s, queued %s, queue wait %s%s,"
            + " model %s  %s",
        model.name(),
        model.operator(),
        Figures.perSecond(items),
        Figures.perSecond(tokens),
        cache(key, model, nowMillis),
        model.batchSize(),
        Figures.percent(model.fill()),
        count(model.lanes().values().stream().mapToDouble(Snapshots.Lane::queuedRequests).sum()),
        Figures.millis(model.queueWaitMillis()),
        lanes(model.lanes()),
        Figures.millis(model.modelMillis()),
        sparklines.with(key, model.fill()));
  }

  String line(String job, Snapshots.Writer writer, long nowMillis) {
    String key = job + writer.operator() + writer.name();
    double drawn = perSecond(key + " drawn", writer.drawnTokens(), nowMillis);
    double back = perSecond(key + " back", writer.takenBackTokens(), nowMillis);
    double read = perSecond(key + " read", writer.promptTokens(), nowMillis);
    double reused = perSecond(key + " reused", writer.reusedTokens(), nowMillis);
    double steps = perSecond(key + " steps", writer.steps(), nowMillis);
    double rows = perSecond(key + " rows", writer.stepRows(), nowMillis);
    return String.format(
        Locale.ROOT,
        "  model %s at %s: %s tokens, %s taken back, prompts %s reused, %s rows a step, queued %s,"
            + " queue wait %s  %s",
        writer.name(),
        writer.operator(),
        Figures.perSecond(drawn),
        Figures.percent(back / drawn),
        Figures.percent(reused / (read + reused)),
        Double.isNaN(rows / steps) ? "-" : String.format(Locale.ROOT, "%.1f", rows / steps),
        count(writer.queuedSequences()),
        Figures.millis(writer.queueWaitMillis()),
        sparklines.with(key, drawn));
  }

  /** Nothing where no request could have been known. */
  private String cache(String key, Snapshots.Model model, long nowMillis) {
    double hits = perSecond(key + " hits", model.cacheHits(), nowMillis);
    double misses = perSecond(key + " misses", model.cacheMisses(), nowMillis);
    return model.cacheHits() + model.cacheMisses() > 0
        ? ", cache " + Figures.percent(hits / (hits + misses))
        : "";
  }

  /** Those where somebody waits or did: how many now, and how long. */
  private static String lanes(Map<String, Snapshots.Lane> lanes) {
    String waiting =
        lanes.entrySet().stream()
            .filter(lane -> lane.getValue().queueWaitMillis() > 0 || queues(lane.getValue()))
            .map(
                lane ->
                    "%s %s %s"
                        .formatted(
                            lane.getKey(),
                            count(lane.getValue().queuedRequests()),
                            Figures.millis(lane.getValue().queueWaitMillis())))
            .collect(Collectors.joining(", "));
    return waiting.isEmpty() ? "" : " (" + waiting + ")";
  }

  private static boolean queues(Snapshots.Lane lane) {
    return lane.queuedRequests() > 0;
  }

  private static String count(double value) {
    return Double.isNaN(value) ? "-" : String.format(Locale.ROOT, "%.0f", value);
  }

  /** Of a count that only grows. */
  private double perSecond(String name, double total, long nowMillis) {
    double[] before = totals.put(name, new double[] {nowMillis, total});
    return before == null || nowMillis <= before[0]
        ? Double.NaN
        : (total - before[1]) * 1_000 / (nowMillis - before[0]);
  }
}
