package io.murmuration.cli.bench.models;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.murmuration.cli.bench.Figure;
import io.murmuration.jobs.enrich.EnrichTweetsJob;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Floors under what docs/benchmarks.md says of the shipped models. */
class ShippedModelsIT {
  private static final Path SETS = Path.of(System.getProperty("murmuration.shared"));

  /** A little under what was measured: a model that falls below is another model. */
  private static final Map<String, Double> FLOORS =
      Map.ofEntries(
          Map.entry("stsb en, Spearman", 0.775),
          Map.entry("stsb fr, Spearman", 0.762),
          Map.entry("stsb en-fr, Spearman", 0.685),
          Map.entry("tweet paraphrases, average precision", 0.832),
          Map.entry("tweet paraphrases, recall@10", 0.761),
          Map.entry("xlmt-umsab sentiment, macro-F1", 0.53),
          Map.entry("tweeteval sentiment, macro-F1", 0.565),
          Map.entry("tweet-topic-xl topics, macro-F1", 0.13),
          Map.entry("mlma toxicity, macro-F1", 0.595),
          Map.entry("tweeteval offensive, macro-F1", 0.64),
          Map.entry("tweeteval hate, macro-F1", 0.555),
          Map.entry("sms-spam (no real spam in training), macro-F1", 0.785));

  /** A little over. */
  private static final Map<String, Double> CEILINGS =
      Map.of(
          "xlmt-umsab sentiment, calibration error", 0.05,
          "tweet-topic-xl topics, calibration error", 0.12);

  @Test
  void areAsGoodAsTheirCardSays() throws Exception {
    assumeThat(SETS).as("../shared/data").isDirectory();
    Path root = Path.of(System.getProperty("murmuration.root"));

    Map<String, Double> found =
        new ModelsBench(
                SETS,
                root.resolve("model-udfs/training/encoder"),
                root.resolve("model-udfs/models").resolve(EnrichTweetsJob.ENCODER),
                line -> {})
            .runOurs().stream().collect(Collectors.toMap(Figure::metric, Figure::median));

    assertThat(found).containsKeys(FLOORS.keySet().toArray(String[]::new));
    assertThat(FLOORS)
        .allSatisfy(
            (metric, floor) ->
                assertThat(found.get(metric)).as(metric).isGreaterThanOrEqualTo(floor));
    assertThat(CEILINGS)
        .allSatisfy(
            (metric, ceiling) ->
                assertThat(found.get(metric)).as(metric).isLessThanOrEqualTo(ceiling));
  }
}
