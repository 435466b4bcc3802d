package io.murmuration.cli;

import io.murmuration.cli.top.Snapshots;
import io.murmuration.cli.top.StackView;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** Lines for what is seen; remembers enough to draw what moves. */
final class TopScreen {
  private static final int HISTORY = 24;

  private final Map<String, Deque<Double>> histories = new HashMap<>();
  private final Map<String, double[]> totals = new HashMap<>();

  List<String> lines(StackView.Look look, long nowMillis) {
    List<String> lines = new ArrayList<>();
    lines.add(row("INPUT", "group", "in", "lag", ""));
    for (Snapshots.Input input : look.inputs()) {
      lines.add(
          row(
              input.topic(),
              input.group().replaceFirst("^murmuration-", ""),
              perSecond(input.perSecond()),
              Long.toString(input.lag()),
              spark(input.group() + input.topic(), input.perSecond())));
    }
    lines.add("");
    lines.add(row("OUTPUT", "out", "made p50/p99", "seen p50/p99", ""));
    for (Snapshots.Output output : look.outputs()) {
      lines.add(
          row(
              output.topic(),
              perSecond(output.perSecond()),
              pair(output.madeP50Millis(), output.madeP99Millis()),
              pair(output.p50Millis(), output.p99Millis()),
              spark(output.topic(), output.perSecond())));
    }
    for (Snapshots.Job job : look.jobs()) {
      job(lines, job, nowMillis);
    }
    return lines;
  }

  private void job(List<String> lines, Snapshots.Job job, long nowMillis) {
    lines.add("");
    lines.add(
        "JOB %s %s  checkpoints %s (last %s, failed %s)  restarts %s"
            .formatted(
                job.name(),
                job.state(),
                count(job.checkpoints()),
                job.checkpointMillis() < 0 ? "-" : Figures.millis(job.checkpointMillis()),
                count(job.failedCheckpoints()),
                count(job.restarts())));
    lines.add(row("  stage", "in", "out", "busy / held", ""));
    for (Snapshots.Stage stage : job.stages()) {
      lines.add(
          row(
              "  " + stage.name().replace(" -> ", ">").replace(": Writer", ""),
              perSecond(stage.inPerSecond()),
              perSecond(stage.outPerSecond()),
              share(stage.busy()) + " / " + share(stage.held()),
              spark(job.name() + stage.name(), stage.busy())));
    }
    for (Snapshots.Model model : job.models()) {
      model(lines, job.name(), model, nowMillis);
    }
  }

  private void model(List<String> lines, String job, Snapshots.Model model, long nowMillis) {
    String key = job + model.operator() + model.name();
    double items = rate(key + " items", model.items(), nowMillis);
    double tokens = rate(key + " tokens", model.tokens(), nowMillis);
    lines.add(
        String.format(
            Locale.ROOT,
            "  model %s at %s: %s, %s tokens, batch %.1f, fill %s, queue wait %s%s, model %s  %s",
            model.name(),
            model.operator(),
            perSecond(items),
            perSecond(tokens),
            model.batchSize(),
            share(model.fill()),
            Figures.millis(model.queueWaitMillis()),
            lanes(model.laneWaitMillis()),
            Figures.millis(model.modelMillis()),
            spark(key, model.fill())));
  }

  /** Those where somebody waited. */
  private static String lanes(Map<String, Double> waitMillis) {
    String lanes =
        waitMillis.entrySet().stream()
            .filter(lane -> lane.getValue() > 0)
            .map(lane -> lane.getKey() + " " + Figures.millis(lane.getValue()))
            .collect(Collectors.joining(", "));
    return lanes.isEmpty() ? "" : " (" + lanes + ")";
  }

  /** Of a count that only grows. */
  private double rate(String name, double total, long nowMillis) {
    double[] before = totals.put(name, new double[] {nowMillis, total});
    return before == null || nowMillis <= before[0]
        ? Double.NaN
        : (total - before[1]) * 1_000 / (nowMillis - before[0]);
  }

  private String spark(String name, double value) {
    Deque<Double> history = histories.computeIfAbsent(name, n -> new ArrayDeque<>());
    history.addLast(Double.isNaN(value) ? 0 : value);
    if (history.size() > HISTORY) {
      history.removeFirst();
    }
    return Figures.sparkline(history);
  }

  private static String row(String a, String b, String c, String d, String e) {
    String name = a.length() > 38 ? a.substring(0, 37) + "…" : a;
    return "%-38s %12s %16s %16s  %s".formatted(name, b, c, d, e).stripTrailing();
  }

  private static String pair(double p50, double p99) {
    return Figures.millis(p50) + "/" + Figures.millis(p99);
  }

  private static String perSecond(double value) {
    return Double.isNaN(value) ? "-" : Figures.perSecond(value);
  }

  private static String share(double value) {
    return Double.isNaN(value) ? "-" : Figures.percent(value);
  }

  private static String count(long value) {
    return value < 0 ? "-" : Long.toString(value);
  }
}
