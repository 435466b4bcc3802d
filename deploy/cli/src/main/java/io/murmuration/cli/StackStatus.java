package io.murmuration.cli;

import io.murmuration.loadgen.LatencySummary;
import java.util.List;

/**
 * What the stack does at one moment.
 *
 * @param lag posts that are in and have no fate yet
 * @param batchFill 0 to 1
 * @param inPerSecondHistory oldest first
 */
record StackStatus(
    long in,
    long out,
    long deadLetters,
    double inPerSecond,
    double outPerSecond,
    long lag,
    LatencySummary latency,
    double batchFill,
    long checkpoints,
    double creativesPerSecond,
    long creatives,
    LatencySummary creativesLatency,
    List<Double> inPerSecondHistory,
    List<Double> outPerSecondHistory) {

  /** One line, for where there is no terminal. */
  String line() {
    return ("in=%s out=%s lag=%d p50=%s p99=%s fill=%s creatives=%s creative-p50=%s"
            + " dead-letters=%d checkpoints=%d")
        .formatted(
            Figures.perSecond(inPerSecond),
            Figures.perSecond(outPerSecond),
            lag,
            Figures.millis(latency.p50Millis()),
            Figures.millis(latency.p99Millis()),
            Figures.percent(batchFill),
            Figures.perSecond(creativesPerSecond),
            Figures.millis(creativesLatency.p50Millis()),
            deadLetters,
            checkpoints);
  }

  String summary() {
    return "in=%d out=%d creatives=%d dead-letters=%d p50=%s p99=%s checkpoints=%d"
        .formatted(
            in,
            out,
            creatives,
            deadLetters,
            Figures.millis(latency.p50Millis()),
            Figures.millis(latency.p99Millis()),
            checkpoints);
  }

  /** Lines of one width for a terminal. */
  List<String> block() {
    return List.of(
        "  in   %9s  %s"
            .formatted(Figures.perSecond(inPerSecond), Figures.sparkline(inPerSecondHistory)),
        "  out  %9s  %s"
            .formatted(Figures.perSecond(outPerSecond), Figures.sparkline(outPerSecondHistory)),
        "  lag  %9d  end to end p50 %s, p99 %s"
            .formatted(
                lag, Figures.millis(latency.p50Millis()), Figures.millis(latency.p99Millis())),
        "  ads  %9s  end to end p50 %s, p99 %s, total %d"
            .formatted(
                Figures.perSecond(creativesPerSecond),
                Figures.millis(creativesLatency.p50Millis()),
                Figures.millis(creativesLatency.p99Millis()),
                creatives),
        "  batch fill %s   dead letters %d   checkpoints %d   total in %d, out %d"
            .formatted(Figures.percent(batchFill), deadLetters, checkpoints, in, out));
  }
}
