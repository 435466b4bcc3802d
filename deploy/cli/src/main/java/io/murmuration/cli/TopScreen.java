package io.murmuration.cli;

import io.murmuration.cli.top.Snapshots;
import io.murmuration.cli.top.StackView;
import java.util.ArrayList;
import java.util.List;

/** Lines for what is seen; remembers enough to draw what moves. */
final class TopScreen {
  private final Sparklines sparklines = new Sparklines();
  private final ModelLines models = new ModelLines(sparklines);

  List<String> lines(StackView.Look look, long nowMillis) {
    List<String> lines = new ArrayList<>();
    lines.add(row("INPUT", "group", "in", "lag", ""));
    for (Snapshots.Input input : look.inputs()) {
      lines.add(
          row(
              input.topic(),
              input.group().replaceFirst("^murmuration-", ""),
              Figures.perSecond(input.perSecond()),
              Long.toString(input.lag()),
              sparklines.with(input.group() + input.topic(), input.perSecond())));
    }
    lines.add("");
    lines.add(row("OUTPUT", "out", "made p50/p99", "seen p50/p99", ""));
    for (Snapshots.Output output : look.outputs()) {
      lines.add(
          row(
              output.topic(),
              Figures.perSecond(output.perSecond()),
              pair(output.madeP50Millis(), output.madeP99Millis()),
              pair(output.p50Millis(), output.p99Millis()),
              sparklines.with(output.topic(), output.perSecond())));
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
              Figures.perSecond(stage.inPerSecond()),
              Figures.perSecond(stage.outPerSecond()),
              Figures.percent(stage.busy()) + " / " + Figures.percent(stage.held()),
              sparklines.with(job.name() + stage.name(), stage.busy())));
    }
    job.models().forEach(each -> lines.add(models.line(job.name(), each, nowMillis)));
    job.writers().forEach(each -> lines.add(models.line(job.name(), each, nowMillis)));
  }

  private static String row(String a, String b, String c, String d, String e) {
    String name = a.length() > 38 ? a.substring(0, 37) + "…" : a;
    return "%-38s %12s %16s %16s  %s".formatted(name, b, c, d, e).stripTrailing();
  }

  private static String pair(double p50, double p99) {
    return Figures.millis(p50) + "/" + Figures.millis(p99);
  }

  private static String count(long value) {
    return value < 0 ? "-" : Long.toString(value);
  }
}
