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
          Map.entry("stsb en, Spearman", 0.765),
          Map.entry("stsb fr, Spearman", 0.75),
          Map.entry("stsb en-fr, Spearman", 0.675),
          Map.entry("tweet paraphrases, average precision", 0.83),
          Map.entry("tweet paraphrases, recall@10", 0.75),
          Map.entry("xlmt-umsab sentiment, macro-F1", 0.505),
          Map.entry("tweeteval sentiment, macro-F1", 0.55),
          Map.entry("tweet-topic-xl topics, macro-F1", 0.085),
          Map.entry("mlma toxicity, macro-F1", 0.57),
          Map.entry("tweeteval offensive, macro-F1", 0.615),
          Map.entry("tweeteval hate, macro-F1", 0.58),
          Map.entry("sms-spam, macro-F1 (no real spam in training)", 0.8),
          Map.entry("near-duplicates, pair F1", 0.9),
          Map.entry("near-duplicates, pair precision", 0.97),
          Map.entry("near-duplicates, pair recall", 0.84));

  @Test
  void areAsGoodAsTheirCardSays() throws Exception {
    assumeThat(SETS).as("../shared/data").isDirectory();
    Path root = Path.of(System.getProperty("murmuration.root"));

    Map<String, Double> found =
        new ModelsBench(
                SETS,
                root.resolve("model-udfs/training"),
                root.resolve("model-udfs/models").resolve(EnrichTweetsJob.ENCODER),
                line -> {})
            .runOurs().stream().collect(Collectors.toMap(Figure::metric, Figure::median));

    assertThat(found).containsOnlyKeys(FLOORS.keySet());
    assertThat(found)
        .allSatisfy(
            (metric, value) ->
                assertThat(value).as(metric).isGreaterThanOrEqualTo(FLOORS.get(metric)));
  }
}
