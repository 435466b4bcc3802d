package io.murmuration.cli.bench.ads;

import static org.assertj.core.api.Assertions.assertThat;

import io.murmuration.cli.bench.Figure;
import io.murmuration.event.Campaign;
import io.murmuration.event.Creative;
import io.murmuration.jobs.ads.AdModels;
import io.murmuration.jobs.ads.AdStudio;
import io.murmuration.jobs.ads.ImageStore;
import io.murmuration.jobs.ads.RecordedRungs;
import io.murmuration.model.image.ImageSize;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The parts of the benchmark on a few creatives, with the shipped models. */
class AdsBenchTest {
  private static final Path MODELS = Path.of(System.getProperty("murmuration.models"));
  private static AdStudio studio;

  @BeforeAll
  static void open() throws Exception {
    studio =
        new AdStudio(
            AdModels.shipped(MODELS, null), RecordedRungs.of(List.of()), new ImageStore(null));
  }

  @AfterAll
  static void close() {
    studio.close();
  }

  @Test
  void readsThePixelsOfThePublishedImageWhereItsTextIs() throws Exception {
    Campaign campaign = AdCases.campaigns().get(0);
    PublishedImages landscape = new PublishedImages(studio, ImageSize.LANDSCAPE);
    PublishedImages square = new PublishedImages(studio, ImageSize.SQUARE);
    for (int placement = 0; placement < 3; placement++) {
      Creative made =
          studio
              .make(
                  studio.won(
                      campaign, AdCases.request("image" + placement, campaign, 0, placement), null))
              .get();
      landscape.add(campaign, made);
      square.add(campaign, made);
    }

    for (Map<String, Double> figures :
        List.of(byMetric(landscape.figures()), byMetric(square.figures()))) {
      assertThat(figures.get("least contrast in the file's pixels")).isBetween(4.5, 21.0);
      assertThat(figures.get("under 4.5 to 1, cut or overlapping")).isZero();
      assertThat(figures.get("painted")).isEqualTo(1);
    }
    assertThat(byMetric(landscape.figures()).get("published")).isEqualTo(2);
    assertThat(byMetric(square.figures()).get("published")).isEqualTo(1);
  }

  @Test
  void countsTheAudiencesThatAreSpokenToInTheirLanguage() throws Exception {
    Map<String, Double> figures =
        byMetric(new AudienceBench(studio).run(AdCases.campaigns().subList(0, 1)));

    assertThat(figures.get("shown")).isGreaterThan(0.5);
    assertThat(figures.get("in the audience's language, by the encoder")).isGreaterThan(0.9);
    assertThat(figures.get("distance between two")).isBetween(0.1, 1.0);
  }

  @Test
  void findsWhatTheWriterAloneDoesAndTheGuardedStudioDoesNot() throws Exception {
    RecordChecker checker = new RecordChecker(MODELS.resolve(AdModels.WRITER).resolve("words.txt"));
    List<String> texts = Attacks.texts(Path.of("none")).subList(0, Attacks.FIELDS);
    AttackBench bench =
        new AttackBench(AdCases.campaigns().subList(0, 1), texts, checker, found -> {});

    AttackBench.Outcome guarded = bench.guarded(studio);
    AttackBench.Outcome bare = bench.unguarded(MODELS.resolve(AdModels.WRITER));

    assertThat(guarded.parts()).isEmpty();
    assertThat(bare.parts()).isNotEmpty();
    assertThat(guarded.withheld()).isLessThan(1);
  }

  private static Map<String, Double> byMetric(List<Figure> figures) {
    return figures.stream().collect(Collectors.toMap(Figure::metric, Figure::median));
  }
}
