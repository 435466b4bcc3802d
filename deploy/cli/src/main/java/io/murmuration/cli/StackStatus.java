package io.murmuration.cli;

import io.murmuration.loadgen.LatencySummary;
import io.murmuration.loadgen.Reactions;
import java.util.List;

/**
 * What the stack does at one moment.
 *
 * @param lag posts that are in and have no fate yet
 * @param reactions of the traffic's people, from the start on
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
    Output timelines,
    Output creatives,
    Reactions reactions,
    Search search,
    double batchFill,
    long checkpoints,
    List<Double> inPerSecondHistory,
    List<Double> outPerSecondHistory) {

  /**
   * @param posts in the index
   * @param p99Millis of the searches of late; NaN where nobody searches
   */
  record Search(long posts, double p99Millis) {
    static final Search NONE = new Search(0, Double.NaN);
  }

  /**
   * What a job makes.
   *
   * @param records so far
   * @param latency from the intended send time of what caused a record (an engagement, a request)
   */
  record Output(long records, double perSecond, LatencySummary latency) {
    private String p50() {
      return Figures.millis(latency.p50Millis());
    }

    private String p99() {
      return Figures.millis(latency.p99Millis());
    }
  }

  /** One line, for where there is no terminal. */
  String line() {
    return ("in=%s out=%s lag=%d p50=%s p99=%s fill=%s timelines=%s like-p50=%s like-p99=%s"
            + " pleased=%s complaints=%s creatives=%s creative-p50=%s creative-p99=%s"
            + " indexed=%d search-p99=%s dead-letters=%d checkpoints=%d")
        .formatted(
            Figures.perSecond(inPerSecond),
            Figures.perSecond(outPerSecond),
            lag,
            Figures.millis(latency.p50Millis()),
            Figures.millis(latency.p99Millis()),
            Figures.percent(batchFill),
            Figures.perSecond(timelines.perSecond()),
            timelines.p50(),
            timelines.p99(),
            Figures.share(reactions.pleasedShare()),
            Figures.share(reactions.complaintShare()),
            Figures.perSecond(creatives.perSecond()),
            creatives.p50(),
            creatives.p99(),
            search.posts(),
            Figures.millis(search.p99Millis()),
            deadLetters,
            checkpoints);
  }

  String summary() {
    return ("in=%d out=%d dead-letters=%d p50=%s p99=%s timelines=%d like-p50=%s like-p99=%s"
            + " views=%d pleased=%s complaints=%s creatives=%d creative-p50=%s creative-p99=%s"
            + " indexed=%d checkpoints=%d")
        .formatted(
            in,
            out,
            deadLetters,
            Figures.millis(latency.p50Millis()),
            Figures.millis(latency.p99Millis()),
            timelines.records(),
            timelines.p50(),
            timelines.p99(),
            reactions.views(),
            Figures.share(reactions.pleasedShare()),
            Figures.share(reactions.complaintShare()),
            creatives.records(),
            creatives.p50(),
            creatives.p99(),
            search.posts(),
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
        "  timelines %s   from a like to its timeline p50 %s, p99 %s"
            .formatted(Figures.perSecond(timelines.perSecond()), timelines.p50(), timelines.p99()),
        "  pleased %s of %d views, complaints %s   indexed %d, search p99 %s"
            .formatted(
                Figures.share(reactions.pleasedShare()),
                reactions.views(),
                Figures.share(reactions.complaintShare()),
                search.posts(),
                Figures.millis(search.p99Millis())),
        "  ads  %9s  from request to creative p50 %s, p99 %s, total %d"
            .formatted(
                Figures.perSecond(creatives.perSecond()),
                creatives.p50(),
                creatives.p99(),
                creatives.records()),
        "  batch fill %s   dead letters %d   checkpoints %d   total in %d, out %d"
            .formatted(Figures.percent(batchFill), deadLetters, checkpoints, in, out));
  }
}
