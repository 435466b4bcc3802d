package io.murmuration.cli.bench.models;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.murmuration.cli.bench.Figure;
import io.murmuration.cli.bench.image.ImageBench;
import io.murmuration.cli.bench.writer.WriterBench;
import io.murmuration.jobs.enrich.EnrichTweetsJob;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Floors under what docs/benchmarks.md says of the shipped models. */
class ShippedModelsIT {
  private static final Path SETS = Path.of(System.getProperty("murmuration.shared"));

  private static final double DISTINCT_FLOOR = 0.6;
  private static final double PERPLEXITY_CEILING = 7.7;

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
          Map.entry("near-duplicates, pair F1", 0.9),
          Map.entry("near-duplicates, pair precision", 0.97),
          Map.entry("near-duplicates, pair recall", 0.84),
          Map.entry("sms-spam (no real spam in training), macro-F1", 0.785));

  /** A little over. */
  private static final Map<String, Double> CEILINGS =
      Map.of(
          "xlmt-umsab sentiment, calibration error", 0.05,
          "tweet-topic-xl topics, calibration error", 0.12);

  /**
   * Of the rankers. On open-bandit no model is told from chance: its floor only catches a model
   * that ranks the wrong way round.
   */
  private static final Map<String, Double> RANKERS_FLOORS =
      Map.of(
          "simulated timelines, NDCG@10", 0.63,
          "simulated views, like, AUC", 0.79,
          "simulated views, mute, AUC", 0.8,
          "simulated ads, clicks, AUC", 0.7,
          "simulated ads, clicks, a constant's log loss over its own", 1.045,
          "simulated ads, the chosen copy's share of the best rate", 0.85,
          "open-bandit, clicks, AUC", 0.45,
          "open-bandit, clicks, a constant's log loss over its own", 0.96);

  @Test
  void rankAsWellAsTheirCardsSay() throws Exception {
    assumeThat(SETS).as("../shared/data").isDirectory();
    Path root = Path.of(System.getProperty("murmuration.root"));

    List<Figure> found =
        new RankersBench(SETS, root.resolve("model-udfs/models"), line -> {}).runOurs();

    assertAtLeast(
        RANKERS_FLOORS, found.stream().collect(Collectors.toMap(Figure::metric, Figure::median)));
  }

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

    assertAtLeast(
        FLOORS,
        found.entrySet().stream()
            .filter(each -> FLOORS.containsKey(each.getKey()))
            .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue)));
    assertThat(CEILINGS)
        .allSatisfy(
            (metric, ceiling) ->
                assertThat(found.get(metric)).as(metric).isLessThanOrEqualTo(ceiling));
  }

  private static void assertAtLeast(Map<String, Double> floors, Map<String, Double> found) {
    assertThat(found).containsOnlyKeys(floors.keySet());
    assertThat(found)
        .allSatisfy(
            (metric, value) ->
                assertThat(value).as(metric).isGreaterThanOrEqualTo(floors.get(metric)));
  }

  @Test
  void paintsAsItsCardSays() throws Exception {
    Path root = Path.of(System.getProperty("murmuration.root"));

    List<Figure> found =
        new ImageBench(
                root.resolve("model-udfs/training/image"),
                root.resolve("model-udfs/models/ad-image/1.0.0"),
                line -> {})
            .runOurs();

    double palette = figure(found, ImageBench.PALETTE, "");
    assertThat(palette).isLessThan(7.5);
    assertThat(figure(found, ImageBench.PALETTE, ImageBench.CONTROL)).isGreaterThan(2 * palette);
    assertThat(figure(found, ImageBench.TEXT_ROOM, "")).isGreaterThan(0.62);
    assertThat(figure(found, ImageBench.SIZE, "")).isLessThan(16);
  }

  @Test
  void writesAsItsCardSays() throws Exception {
    Path root = Path.of(System.getProperty("murmuration.root"));

    List<Figure> found =
        new WriterBench(SETS, root.resolve("model-udfs/models/ad-writer/1.0.0"), line -> {})
            .runOurs();

    assertThat(ofArm(WriterBench.HELD, WriterBench.PASS + ", en", found)).isEqualTo(1);
    assertThat(ofArm(WriterBench.HELD, WriterBench.PASS + ", fr", found)).isEqualTo(1);
    assertThat(ofArm(WriterBench.HELD, WriterBench.DISTINCT, found)).isGreaterThan(DISTINCT_FLOOR);
    assumeThat(SETS).as("../shared/data").isDirectory();
    assertThat(ofArm(WriterBench.HELD, WriterBench.PERPLEXITY, found))
        .isLessThan(PERPLEXITY_CEILING);
  }

  private static double figure(List<Figure> found, String metric, String end) {
    return ofArm("ad-image 1.0.0" + end, metric, found);
  }

  private static double ofArm(String arm, String metric, List<Figure> found) {
    return found.stream()
        .filter(each -> each.metric().equals(metric))
        .filter(each -> each.arm().equals(arm))
        .mapToDouble(Figure::median)
        .findFirst()
        .orElseThrow();
  }
}
